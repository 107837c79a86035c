"""The role that serves people cannot step over the walls, nor take them down."""

import pytest

from ccs.tenancy.checks import role_problems
from tests.isolation.refusals import refused_by_a_wall
from tests.isolation.rows import run, values
from tests.world import World

STEPS = {
    "be the owner": "SET LOCAL ROLE ccs_owner",
    "read past the walls": "SET LOCAL row_security = off; SELECT * FROM referrals_client",
    "take a wall down": "ALTER TABLE referrals_client DISABLE ROW LEVEL SECURITY",
    "make a hole": "CREATE POLICY hole ON referrals_client USING (true)",
    "drop a policy": "DROP POLICY client_wall_select ON referrals_client",
    "empty a table": "TRUNCATE referrals_client",
    "change an audit row": "UPDATE ccs_auditrecord SET action = 'x'",
    "delete an audit row": "DELETE FROM ccs_auditrecord",
    "change an event": "UPDATE referrals_referralevent SET kind = 'seen'",
    "delete an event": "DELETE FROM referrals_referralevent",
    "change a message": "UPDATE referrals_message SET kind = 'x'",
    "read guardian's own tables": "SELECT * FROM guardian_userobjectpermission",
    "change the permissions there are": "UPDATE auth_permission SET codename = 'x'",
    "make a programme role": (
        "INSERT INTO networks_programmerole (id, user_id, permission_id, content_object_id)"
        " SELECT gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid()"
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_what_the_application_may_not_do(here: World, step: str) -> None:
    here.refer()

    with refused_by_a_wall(), here.acting("coordinator"):
        run(STEPS[step])


@pytest.mark.django_db
def test_the_role_of_the_application_is_bound() -> None:
    assert role_problems() == []


@pytest.mark.django_db
def test_the_owner_of_the_tables_is_refused(settings) -> None:
    problems = role_problems(role=settings.MIGRATION_DATABASE["USER"])

    assert problems == [
        "DATABASE_URL names a role that owns tables; give that one to MIGRATION_DATABASE_URL."
    ]


@pytest.mark.django_db
def test_a_superuser_is_refused() -> None:
    [superuser, *_] = values("SELECT rolname FROM pg_roles WHERE rolsuper")

    problems = role_problems(role=superuser)

    assert "DATABASE_URL names a role that bypasses row-level security." in problems
