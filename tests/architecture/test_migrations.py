import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

OWN = ("ccs", "networks", "organisations", "referrals", "reporting")


@pytest.fixture(scope="module")
def migrations():
    loader = MigrationLoader(connection=None)
    return {key: found for key, found in loader.disk_migrations.items() if key[0] in OWN}


def test_each_app_has_one_line_of_migrations(migrations):
    leaves = MigrationLoader(connection=None).graph.leaf_nodes()

    apps = [app for app, name in leaves if app in OWN]
    assert sorted(apps) == sorted({app for app, name in migrations})


def test_each_migration_has_a_name_that_says_something(migrations):
    unnamed = [key for key in migrations if "_auto_" in key[1]]

    assert unnamed == []


def test_each_migration_can_be_taken_back(migrations):
    stuck = [
        key
        for key, migration in migrations.items()
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL) and not operation.reversible
    ]

    assert stuck == []
