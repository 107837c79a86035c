"""What English hides: one word for two things, and a word that is kept and shown as it is."""

from typing import Any

import pytest
from django.utils import timezone, translation

from referrals.audit.forms import ActsForm
from referrals.caseload.forms import ExportForm
from referrals.clients.models import HouseholdMember
from referrals.clients.wording import relative_in_words


@pytest.mark.parametrize("form", [ActsForm, ExportForm])
def test_the_days_of_a_list_are_days_in_welsh(form: Any) -> None:
    with translation.override("cy"):
        days = [str(form.base_fields[name].label) for name in ("since", "until")]

    assert days == ["Y diwrnod cyntaf", "Y diwrnod olaf"]


@pytest.mark.parametrize(("kept", "read"), [("child", "plentyn"), ("Tad-cu", "Tad-cu")])
def test_who_lives_with_them_is_read_in_ones_own_language(kept: str, read: str) -> None:
    member = HouseholdMember(given_name="Yusuf", relationship=kept)

    with translation.override("cy"):
        words = relative_in_words(member, timezone.now())

    assert words == f"Yusuf, {read}"
