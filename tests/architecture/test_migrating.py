"""Migrations say all that the models say, and every one can be taken back."""

import pytest
from django.core.management import call_command
from django.db import connection

from ccs.tenancy import catalogue
from ccs.tenancy.inspection import database_problems, our_models
from tests.architecture.scratch import scratch_database


def migrate(*target: str) -> None:
    call_command("migrate", *target, interactive=False, verbosity=0)


def our_tables() -> set[str]:
    known = {model._meta.db_table for model in our_models()}
    return known & set(connection.introspection.table_names())


@pytest.mark.django_db
def test_no_model_is_ahead_of_its_migrations() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_every_app_goes_back_to_nothing_and_forward_again() -> None:
    # Every other app of ours stands on ccs, so all go back with it.
    with scratch_database():
        first = catalogue.policies(), catalogue.grants(), catalogue.changeable()
        migrate("ccs", "zero")
        nothing = our_tables(), catalogue.policies()
        migrate()
        again = catalogue.policies(), catalogue.grants(), catalogue.changeable()
        problems = list(database_problems())

    assert nothing == (set(), {})
    assert again == first
    assert problems == []
