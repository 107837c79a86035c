"""A day is no sender and no receiver: one English word may be two in Welsh."""

from typing import Any

import pytest
from django.utils import translation

from referrals.audit.forms import ActsForm
from referrals.caseload.forms import ExportForm


@pytest.mark.parametrize("form", [ActsForm, ExportForm])
def test_the_days_of_a_list_are_days_in_welsh(form: Any) -> None:
    with translation.override("cy"):
        days = [str(form.base_fields[name].label) for name in ("since", "until")]

    assert days == ["Y diwrnod cyntaf", "Y diwrnod olaf"]
