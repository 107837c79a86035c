import pytest
from django.db import IntegrityError

from ccs.accounts.models import User

pytestmark = pytest.mark.django_db


def test_an_address_is_one_user_however_it_is_written():
    first = User.objects.for_email("Amal@Example.org ")

    second = User.objects.for_email("amal@example.org")

    assert first == second
    assert second.email == "amal@example.org"


def test_the_database_refuses_an_address_in_capitals():
    user = User(email="Amal@example.org")

    with pytest.raises(IntegrityError, match="user_email_lower"):
        user.save()


def test_there_is_no_password():
    user = User.objects.create_user("amal@example.org")

    columns = {field.column for field in User._meta.concrete_fields}

    assert "password" not in columns
    assert not user.has_usable_password()


def test_a_user_prints_without_the_address():
    user = User.objects.create_user("amal@example.org")

    printed = f"{user} {user!r}"

    assert "amal" not in printed
