"""The walls that models declare, the ones PostgreSQL has, and whether a missing one is noticed."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from ccs.management.owner import owner_connection
from ccs.tenancy.inspection import (
    OUR_GLOBAL_TABLES,
    database_problems,
    model_problems,
    our_models,
    wall_of,
)
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled

committed = pytest.mark.django_db(transaction=True)
WALL = Wall(name="probe_wall", read="true")


@contextmanager
def changed_by_the_owner(*statements: str) -> Iterator[None]:
    """The database as it would be after these statements, until the end of the block."""
    with owner_connection(), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        yield
        transaction.set_rollback(True)


def test_every_model_has_the_wall_and_the_keys_it_needs() -> None:
    assert list(model_problems()) == []


@pytest.mark.django_db
def test_the_database_has_the_walls_that_the_models_say() -> None:
    assert list(database_problems()) == []


def test_global_tables_are_tables_of_ours() -> None:
    tables = {model._meta.db_table for model in our_models()}

    assert set(OUR_GLOBAL_TABLES) <= tables


def probes() -> Iterator[str]:
    """Every policy again under another name, made from the models and not from migrations."""
    for model in our_models():
        probe = copy(wall_of(model))
        probe.name = f"probe_of_{probe.name}"
        yield from probe._policies(f'"{model._meta.db_table}"')


@committed
def test_policies_say_word_for_word_what_the_models_say() -> None:
    with changed_by_the_owner(*probes()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT policyname, cmd, coalesce(qual, '') || ' / ' || coalesce(with_check, ''),"
            " permissive, roles::text FROM pg_policies WHERE schemaname = 'public'"
        )
        found = {name: said for name, *said in cursor.fetchall()}

    said = {name: text for name, text in found.items() if not name.startswith("probe_of_")}
    assert said == {name: found[f"probe_of_{name}"] for name in said}


DAMAGE = {
    "DROP POLICY client_wall_select ON referrals_client": "referrals_client: policies are",
    "CREATE POLICY hole ON referrals_client USING (true)": "referrals_client: policies are",
    "ALTER TABLE referrals_client DISABLE ROW LEVEL SECURITY": "referrals_client: row-level",
    "ALTER TABLE referrals_client NO FORCE ROW LEVEL SECURITY": "referrals_client: row-level",
    "GRANT DELETE ON ccs_auditrecord TO ccs_app": "ccs_auditrecord: grants are",
    "GRANT UPDATE ON referrals_share TO ccs_app": "referrals_share: columns to update are",
    "REVOKE SELECT ON referrals_share FROM ccs_app": "referrals_share: grants are",
    "CREATE TABLE leaky (id int); GRANT SELECT ON leaky TO ccs_app": "leaky: granted",
    "CREATE VIEW leaky AS SELECT * FROM referrals_client; GRANT SELECT ON leaky TO ccs_app": (
        "leaky: reads with its owner's rights"
    ),
    "CREATE FUNCTION leaky() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'": (
        "leaky(): reads with its owner's rights"
    ),
}


@committed
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_a_wall_is_noticed(damage: str) -> None:
    with changed_by_the_owner(damage):
        problems = list(database_problems())

    assert any(problem.startswith(DAMAGE[damage]) for problem in problems)


@isolate_apps("organisations")
def test_a_table_without_a_wall_is_noticed() -> None:
    class Leaky(TenantModel):
        class Meta:
            app_label = "organisations"

    problems = list(model_problems([Leaky]))

    assert problems == ["organisations_leaky: no Wall"]


@isolate_apps("organisations")
def test_a_table_without_a_network_is_noticed() -> None:
    class Leaky(models.Model):
        class Meta:
            app_label = "organisations"
            constraints = [WALL]

    problems = list(model_problems([Leaky]))

    assert problems == ["organisations_leaky: neither a network column nor named as global"]


@isolate_apps("organisations")
def test_a_model_whose_own_meta_forgot_a_key_is_noticed() -> None:
    class Leaky(TenantModel):
        team = tenant_key("organisations.Team")

        class Meta:
            app_label = "organisations"
            constraints = walled("leaky", wall=WALL)

    Leaky.team.field.remote_field.model = next(
        model for model in our_models() if model._meta.label == "organisations.Team"
    )

    problems = list(model_problems([Leaky]))

    assert problems == ["organisations_leaky.team_id: needs a TenantKey to organisations.Team"]


@isolate_apps("organisations")
def test_rows_that_could_change_hands_are_noticed() -> None:
    class Leaky(TenantModel):
        class Meta:
            app_label = "organisations"
            constraints = walled("leaky", wall=Wall(name="probe_wall", read="true", update="true"))

    problems = list(model_problems([Leaky]))

    assert problems == [
        "organisations_leaky: an update could change ['id', 'network_id']; name its `changes`"
    ]


@isolate_apps("organisations")
def test_a_unique_over_all_networks_is_noticed() -> None:
    class Leaky(TenantModel):
        code = models.CharField(max_length=9, unique=True)
        name = models.CharField(max_length=9)

        class Meta:
            app_label = "organisations"
            constraints = walled(
                "leaky",
                wall=WALL,
                extra=[models.UniqueConstraint(fields=["name"], name="leaky_name_once")],
            )

    problems = list(model_problems([Leaky]))

    assert problems == [
        "organisations_leaky: leaky_name_once does not start with the network",
        "organisations_leaky.code: unique over all networks",
    ]


@pytest.mark.django_db
def test_the_command_names_the_global_tables_and_says_that_all_stand() -> None:
    output = StringIO()

    call_command("check_tenancy", stdout=output)

    assert "ccs_user is global: a person may belong to several networks" in output.getvalue()
    assert output.getvalue().endswith(f"{len(our_models())} tables checked: every wall stands.\n")


@committed
def test_the_command_fails_when_one_does_not() -> None:
    drop = "DROP POLICY client_wall_select ON referrals_client"

    with (
        changed_by_the_owner(drop),
        pytest.raises(CommandError, match="referrals_client: policies"),
    ):
        call_command("check_tenancy")
