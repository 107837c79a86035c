from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ccs.api.models import TokenIndex
from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from organisations.members.models import Organisation, Team
from tests.api.caller import Caller
from tests.world import World


def run(command: str, *arguments: str) -> str:
    printed = StringIO()
    call_command(command, *arguments, stdout=printed)
    return printed.getvalue()


def test_the_command_prints_a_key_that_works_and_nothing_else(world: World) -> None:
    printed = run(
        "create_api_key",
        "--network=hamlets",
        "--team=Quay advice line",
        "--name=Case system",
    )

    caller = Caller("hamlets", key=printed.removesuffix("\n"))
    assert "\n" not in caller.key
    assert caller.get("referrals").status == 200


def test_an_analysts_key_reaches_no_referral(world: World) -> None:
    printed = run("create_api_key", "--network=hamlets", "--role=analyst", "--name=Policy")

    caller = Caller("hamlets", key=printed.strip())
    paths = ["referrals", "services", f"services/{world.grants.pk}/capacity"]
    assert [caller.get(path).status for path in paths] == [404, 404, 404]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--network=nowhere", "--team=Quay advice line", "--name=X"],
        ["--network=hamlets", "--team=Nobody", "--name=X"],
        ["--network=hamlets", "--team=Quay advice line", "--role=analyst", "--name=X"],
        ["--network=hamlets", "--name=X"],
        ["--network=hamlets", "--role=analyst", f"--name={'x' * 121}"],
    ],
)
def test_the_command_says_what_is_wrong(world: World, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        run("create_api_key", *arguments)


def test_another_networks_team_gets_no_key_here(world: World, other_world: World) -> None:
    with enter(system(other_world.network.pk)):
        Team.objects.filter(pk=other_world.casework.pk).update(name="Norwich casework")

    with pytest.raises(CommandError, match="Norwich casework"):
        run("create_api_key", "--network=hamlets", "--team=Norwich casework", "--name=X")


def test_only_a_hash_of_the_key_is_kept(world: World, school: Caller) -> None:
    kept = TokenIndex.objects.get()

    assert school.key not in {kept.token_sha256, kept.kind}
    assert len(kept.token_sha256) == 64


def test_a_revoked_key_stops_at_once(world: World, school: Caller) -> None:
    before = school.get("referrals")

    printed = run("revoke_api_key", "--network=hamlets", "--name=School system")

    assert (before.status, printed, school.get("referrals").status) == (200, "Revoked: 1\n", 401)
    with world.acting("coordinator"):
        actions = AuditRecord.objects.filter(subject_kind="api_key").order_by("id")
        assert list(actions.values_list("action", flat=True)) == [
            "api_key.created",
            "api_key.revoked",
        ]


def test_revoking_a_key_that_there_is_not_says_so(world: World) -> None:
    with pytest.raises(CommandError):
        run("revoke_api_key", "--network=hamlets", "--name=Nothing")


def test_a_key_ends_with_its_team(world: World, school: Caller) -> None:
    with enter(system(world.network.pk)):
        Team.objects.filter(pk=world.school.pk).update(closed_on="2026-01-05")

    assert school.get("referrals").status == 401


def test_a_key_ends_with_its_organisations_leaving(world: World, school: Caller) -> None:
    with enter(system(world.network.pk)):
        Organisation.objects.filter(pk=world.school.organisation_id).update(left_on="2026-01-05")

    assert school.get("referrals").status == 401
