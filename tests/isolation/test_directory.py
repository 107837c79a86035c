"""Nobody lends themselves a role, a signature or another team's service."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.utils import timezone

from ccs.accounts.models import User
from ccs.api.models import TokenIndex
from ccs.tenancy.context import current, enter, system
from ccs.tenancy.models import new_id
from organisations.agreements.models import AgreementSignature, AgreementVersion
from organisations.capacity.actions import set_capacity, take_places
from organisations.capacity.models import Capacity
from organisations.directory.models import Service, ServiceNeed
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole
from tests.isolation.refusals import refused_by_a_wall
from tests.world import World


def role(world: World, kind: type[Model], name: str, on: object) -> Model:
    """The role of that kind for that person, on what `on` is the key of."""
    codename = {TeamRole: "work", OrganisationRole: "manage", NetworkRole: "coordinate"}[kind]
    permission = Permission.objects.get(
        codename=codename, content_type__model=kind.__name__.removesuffix("Role").lower()
    )
    return kind(
        network=world.network,
        user_id=world.people[name].user_id,
        permission=permission,
        content_object_id=on,
    )


def give(world: World, kind: type[Model], name: str, on: object) -> None:
    kind.objects.bulk_create([role(world, kind, name, on)])


@pytest.mark.parametrize("by", ["officer", "caseworker", "analyst", "manager"])
def test_nobody_joins_another_organisations_team(here: World, by: str) -> None:
    school = here.school.pk

    with refused_by_a_wall(), here.acting(by):
        give(here, TeamRole, by, school)


@pytest.mark.parametrize("by", ["officer", "caseworker", "analyst", "manager"])
def test_nobody_makes_themselves_manager_or_coordinator(here: World, by: str) -> None:
    school, network = here.school.organisation_id, here.network.pk

    with refused_by_a_wall(), here.acting(by):
        give(here, OrganisationRole, by, school)
    with refused_by_a_wall(), here.acting(by):
        give(here, NetworkRole, by, network)


def test_a_worker_does_not_bring_somebody_into_their_own_team(here: World) -> None:
    council = here.council.pk

    with refused_by_a_wall(), here.acting("officer"):
        give(here, TeamRole, "caseworker", council)


def test_a_manager_does_for_a_team_of_their_own(here: World) -> None:
    give_to = here.casework.pk

    with here.acting("manager"):
        give(here, TeamRole, "adviser", give_to)
        held = TeamRole.objects.filter(user_id=here.people["adviser"].user_id).count()

    assert held == 2


def test_a_manager_lends_themselves_no_role_of_another_table(here: World) -> None:
    coordinate = Permission.objects.get(codename="coordinate")
    lent = role(here, TeamRole, "manager", here.casework.pk)
    lent.permission = coordinate

    with here.acting("manager"):
        TeamRole.objects.bulk_create([lent])

    with here.acting("manager") as manager:
        assert manager.roles == {"manager"}
        assert manager.teams == ()


def test_nobody_takes_a_role_from_another_team(here: World) -> None:
    with here.acting("manager"):
        TeamRole.objects.filter(content_object=here.school.pk)._raw_delete("default")
        left = TeamRole.objects.filter(content_object=here.school.pk).count()

    assert left == 2


def test_a_membership_is_not_handed_to_another_user(here: World, there: World) -> None:
    with refused_by_a_wall(), here.acting("coordinator"):
        Membership.objects.filter(pk=here.people["teacher"].pk).update(
            user_id=there.people["teacher"].user_id
        )


def test_nobody_takes_over_an_account_from_a_network_page(here: World) -> None:
    victim = here.people["coordinator"].user_id

    with here.acting("manager"):
        changed = User.objects.filter(pk=victim).update(email="mine@example.org")

    assert changed == 0


def test_nobody_renames_a_colleague(here: World) -> None:
    with here.acting("teacher2"):
        renamed = Membership.objects.exclude(pk=here.people["teacher2"].pk).update(name="Nobody")

    assert renamed == 0


def unsigned(world: World) -> Organisation:
    with enter(system(world.network.pk)):
        return Organisation.objects.create(
            network=world.network,
            name="Unsigned Pantry",
            sector="faith",
            registered_on=timezone.localdate(),
        )


@pytest.mark.parametrize("by", ["officer", "manager", "analyst", "coordinator"])
def test_nobody_signs_for_another_organisation(here: World, by: str) -> None:
    organisation = unsigned(here)
    with enter(system(here.network.pk)):
        version = AgreementVersion.objects.get(kind="data-sharing")
    signature = AgreementSignature(
        network=here.network,
        organisation=organisation,
        version=version,
        kind=version.kind,
        number=version.number,
        text_sha256=version.text_sha256,
        signed_by=here.people[by],
        signed_by_name="Forged Sample",
        signed_by_role="Chair",
        said_may_sign=True,
        signed_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=700),
    )

    with refused_by_a_wall(), here.acting(by):
        signature.save(force_insert=True)


@pytest.mark.parametrize("by", ["officer", "manager", "analyst"])
def test_nobody_makes_a_team_in_another_organisation_or_a_desk(here: World, by: str) -> None:
    team = Team(network=here.network, organisation_id=here.school.organisation_id, name="Forged")
    desk = Team(network=here.network, is_desk=True, name="Forged desk")

    for forged in (team, desk):
        with refused_by_a_wall(), here.acting(by):
            forged.save(force_insert=True)


MOVES: dict[str, Callable[[World], object]] = {
    "a team to another organisation": lambda world: Team.objects.update(
        organisation_id=world.school.organisation_id
    ),
    "a team to the desk": lambda world: Team.objects.update(is_desk=True),
    "a capacity to another service": lambda world: Capacity.objects.update(
        service_id=world.debt.pk
    ),
}


@pytest.mark.parametrize("move", MOVES)
def test_nothing_is_moved_not_even_by_the_desk(here: World, move: str) -> None:
    with refused_by_a_wall(), here.acting("coordinator"):
        MOVES[move](here)


@pytest.mark.parametrize("by", ["adviser", "manager"])
def test_nobody_gives_their_service_to_another_organisation(here: World, by: str) -> None:
    own = Service.objects.filter(pk=here.advice.pk)

    with refused_by_a_wall(), here.acting(by):
        own.update(team_id=here.school.pk)


def test_nobody_pauses_another_teams_service(here: World) -> None:
    with here.acting("officer"):
        paused = Capacity.objects.filter(service=here.advice).update(state="paused", reason="No")

    assert paused == 0


def test_a_sender_cannot_even_hold_it(here: World) -> None:
    with here.acting("teacher"):
        held = Capacity.objects.select_for_update().filter(service=here.advice)

        assert list(held) == []


def test_but_a_sending_takes_its_last_place_as_the_system(here: World) -> None:
    with here.acting("adviser") as adviser:
        set_capacity(service_id=here.advice.pk, actor=adviser, state="limited", places=1, per="day")

    with here.acting("teacher") as teacher:
        take_places(
            actor=teacher,
            taken=[(new_id(), here.advice.pk)],
            organisation_id=here.school.organisation_id,
        )

        assert Capacity.objects.get(service=here.advice).is_full
        assert current() == teacher.context


def test_nobody_says_what_another_teams_service_does(here: World) -> None:
    need = ServiceNeed(network=here.network, service=here.advice, need_id="shelter")

    with refused_by_a_wall(), here.acting("officer"):
        need.save(force_insert=True)
    with here.acting("officer"):
        assert Service.objects.filter(pk=here.advice.pk).update(name="Forged") == 0


@pytest.mark.parametrize("by", ["officer", "caseworker", "analyst", "manager"])
def test_nobody_makes_or_sees_a_key_of_another_team(here: World, by: str) -> None:
    with enter(system(here.network.pk)):
        ApiKey.objects.create(network=here.network, name="Register", team=here.school)
    forged = ApiKey(network=here.network, name="Forged", team=here.school)

    with refused_by_a_wall(), here.acting(by):
        forged.save(force_insert=True)
    with here.acting(by):
        assert ApiKey.objects.count() == 0


def test_a_worker_does_not_give_a_key_a_second_secret(here: World) -> None:
    with enter(system(here.network.pk)):
        key = ApiKey.objects.create(network=here.network, name="Register", team=here.school)
    forged = TokenIndex(
        token_sha256="0" * 64, network_id=here.network.pk, kind="api_key", object_id=key.pk
    )

    with refused_by_a_wall(), here.acting("officer"):
        forged.save(force_insert=True)


def test_only_the_desk_changes_what_the_network_promises(here: World) -> None:
    with here.acting("manager"):
        changed = type(here.network).objects.update(helpline_phone="0")

    assert changed == 0


def test_and_only_its_own_network(here: World, there: World) -> None:
    with here.acting("coordinator"):
        changed = type(here.network).objects.filter(pk=there.network.pk).update(helpline_phone="0")

    assert changed == 0
