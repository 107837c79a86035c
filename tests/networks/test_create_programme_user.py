from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ccs.accounts.models import User
from ccs.tenancy.context import Context, Role, enter
from networks.programme.models import ProgrammeRole

pytestmark = pytest.mark.django_db


def create(email: str) -> str:
    said = StringIO()
    call_command("create_programme_user", email, stdout=said)
    return said.getvalue()


def roles() -> list[str]:
    with enter(Context(role=Role.SYSTEM)):
        return [role.permission.codename for role in ProgrammeRole.objects.all()]


def test_an_address_oversees_the_programme():
    said = create("Pat.Sample@programme.example")

    user = User.objects.get(email="pat.sample@programme.example")

    assert roles() == ["oversee"]
    assert user.is_active
    assert said.endswith("/programme/\n")


def test_the_second_time_changes_nothing():
    create("pat.sample@programme.example")

    said = create("pat.sample@programme.example")

    assert "already" in said
    assert roles() == ["oversee"]


def test_something_else_than_an_address_is_refused():
    mistyped = "pat.sample"

    with pytest.raises(CommandError):
        create(mistyped)

    assert not User.objects.exists()
