import pytest
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.tenancy.context import Context, enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from networks.networks.actions import create_network
from networks.networks.models import Network
from networks.networks.twins import twin_of
from organisations.directory.models import Service
from organisations.members.actions import Invited, invite
from organisations.members.founding import found_network
from organisations.members.models import Membership, Organisation
from organisations.practice.founding import fill_twin, found_twin
from organisations.roles.queries import actor_for
from organisations.roles.rules import RoleName
from referrals.clients.models import Client
from referrals.practice.going import go_and_practise
from referrals.referrals.models import Referral
from tests.referrals.practice.there import go, practising, refer

pytestmark = pytest.mark.django_db


def test_a_network_is_founded_with_a_twin_that_a_worker_fills_once():
    network = found_network(slug="fens", name="Fens Network", country="wales")

    twin = twin_of(network.pk)
    assert (twin.slug, twin.name, twin.languages) == (
        "fens-practice",
        "Fens Network (practice)",
        ["en", "cy"],
    )
    assert Job.objects.filter(network_id=twin.pk, kind="practice_fill").exists()
    with enter(system(twin.pk)):
        fill_twin(twin.pk)
        fill_twin(twin.pk)
        assert Organisation.objects.count() == 6
        assert Service.objects.filter(areas__kind="network").count() == 8
    assert found_twin(network).pk == twin.pk


def test_no_live_network_takes_an_address_of_practice(world):
    with pytest.raises(Problem):
        create_network(slug="fens-practice", name="Fens")


def test_somebody_practises_with_the_roles_they_have_in_teams_of_practice(world, other_world):
    go(world, "teacher", "teacher2", "coordinator")

    twin = go(world, "teacher")

    with practising(world, "teacher") as teacher, enter(teacher.context):
        assert set(teacher.team_names.values()) == {"Hill pastoral team (practice)"}
        assert (teacher.name, teacher.roles) == ("Teacher Sample", frozenset({"worker"}))
    with practising(world, "teacher2") as colleague:
        assert colleague.teams == teacher.teams
    with practising(world, "coordinator") as coordinator:
        assert RoleName.COORDINATOR in coordinator.roles
    assert twin_of(other_world.network.pk) is None
    with enter(system(twin.pk)):
        assert Membership.objects.filter(user__email=world.email("teacher")).count() == 1


def test_another_organisation_does_not_see_what_is_practised_nor_can_refer_there(world):
    go(world, "teacher", "adviser")
    sent = refer(world, "teacher")

    with practising(world, "adviser") as adviser:
        seen = Referral.objects.filter(pk=sent.pk).exists()
        people = set(Client.objects.values_list("given_name", flat=True))

    assert not seen
    assert "Amina" not in people
    with practising(world, "teacher"), pytest.raises(Problem, match="takes referrals only"):
        refer(world, "teacher", service="Quay advice line (practice)", given_name="Ben")
    assert adviser.team_names


def test_who_leaves_the_live_network_has_no_place_in_practice(world):
    go(world, "teacher")
    teacher = world.people["teacher"]

    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=teacher.pk).update(left_at=timezone.now())

    with enter(Context(user=teacher.user_id)):
        assert actor_for(user_id=teacher.user_id, slug="hamlets-practice") is None


def test_nobody_real_is_invited_to_practice_and_nobody_goes_there_from_there(world):
    go(world, "manager")

    with practising(world, "manager") as manager:
        with pytest.raises(Problem, match=r"\.example"):
            invite(
                actor=manager,
                invited=Invited(email="amal@council.gov.uk", name="Amal", manages=manager.managed),
            )
        with pytest.raises(NotAllowed):
            go_and_practise(actor=manager)


def test_what_changes_at_home_is_so_in_practice_the_next_time(world):
    go(world, "adviser")
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(helpline_phone="020 7946 0001")

    twin = go(world, "adviser")

    assert Network.objects.get(pk=twin.pk).helpline_phone == "020 7946 0001"
