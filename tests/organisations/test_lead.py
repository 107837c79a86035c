from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.models import Network
from networks.settings.actions import change_settings
from networks.settings.rules import Group
from organisations.engagement.lead.actions import (
    Proposal,
    answer_lead,
    propose_lead,
    take_back_lead,
)
from organisations.engagement.lead.models import LeadHandover
from organisations.members.actions import Invited, enrol
from organisations.members.models import LeadAgency, Organisation, Team
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from tests.referrals.desk.brought import with_desk
from tests.referrals.pages import browser, home, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(world: World) -> UUID:
    """Somebody manages it, who can be asked."""
    key = world.council.organisation_id
    with enter(system(world.network.pk)):
        chief = Invited(email=world.email("chief"), name="Chief Sample", manages=(key,))
        world.people["chief"] = enrol(network_id=world.network.pk, invited=chief)
    return key


def wanted(world: World, council: UUID, *, in_days: int = 0, **changes: object) -> Proposal:
    proposal = Proposal(
        organisation_id=council,
        takes_effect_on=timezone.localdate() + timedelta(days=in_days),
        reason="Our funding ends.",
        gets=(world.people["chief"].pk,),
    )
    return replace(proposal, **changes)


def propose(world: World, council: UUID, *, by: str = "manager", **changes: object) -> LeadHandover:
    with world.acting(by) as actor:
        return propose_lead(actor=actor, proposal=wanted(world, council, **changes))


def answer(world: World, handover: LeadHandover, *, by: str = "chief", **said: object) -> None:
    with world.acting(by) as actor:
        answer_lead(actor=actor, handover_id=handover.pk, **{"yes": True, **said})


def lead(world: World) -> str:
    with enter(system(world.network.pk)):
        row = LeadAgency.objects.select_related("organisation").get(until=None)
        return row.organisation.name


def told(template: str) -> set[UUID]:
    rows = OutboxMessage.objects.filter(template=template)
    return set(rows.values_list("recipient_id", flat=True))


def test_an_accepted_proposal_for_today_changes_lead_roles_and_the_desks_label(
    world, other_world, council
):
    loses = (world.people["coordinator"].pk,)
    handover = propose(
        world, council, loses=loses, desk_name="Council desk", helpline_phone="+442079460999"
    )

    answer(world, handover)

    assert lead(world) == "Borough Council"
    assert lead(other_world) == "Quay Advice"
    with world.acting("chief") as chief:
        assert "coordinator" in chief.roles
        assert Team.objects.get(is_desk=True).name == "Council desk"
        assert Network.objects.get(pk=world.network.pk).helpline_phone == "+442079460999"
    with world.acting("coordinator") as before:
        assert "coordinator" not in before.roles
    assert {world.people[one].pk for one in ("chief", "manager")} == told("lead_changed")


def test_the_letters_of_the_desk_stay_with_the_desk(world, other_world, council):
    letter = with_desk(world)
    with enter(system(world.network.pk)):
        shares = set(Share.objects.values_list("id", "team_id", "until"))
    handover = propose(world, council, loses=(world.people["coordinator"].pk,))

    answer(world, handover)

    with enter(system(world.network.pk)):
        assert set(Share.objects.values_list("id", "team_id", "until")) == shares
    with world.acting("chief"):
        assert Assessment.objects.get(pk=letter.assessment_id).story
    with world.acting("manager"):
        assert not Assessment.objects.filter(pk=letter.assessment_id).exists()


def test_a_later_day_comes_by_itself_and_once(world, council):
    handover = propose(world, council, in_days=30)
    answer(world, handover)
    before = lead(world)

    with time_machine.travel(datetime.now(UTC) + timedelta(days=31)):
        run_due(limit=100)
        run_due(limit=100)

    assert (before, lead(world)) == ("Quay Advice", "Borough Council")
    with enter(system(world.network.pk)):
        assert LeadAgency.objects.count() == 2
        assert LeadHandover.objects.get().status == "done"


def test_of_two_proposals_one_waits(world, council):
    propose(world, council)

    with pytest.raises(Conflict) as refusal:
        propose(world, council, by="coordinator")

    assert "Only one can wait" in refusal.value.message


def test_who_is_asked_refuses_with_a_reason_and_nothing_changes(world, other_world, council):
    handover = propose(world, council)

    answer(world, handover, yes=False, reason="No staff for it.")

    assert lead(world) == "Quay Advice"
    assert world.people["manager"].pk in told("lead_answered")
    page = text_of(browser(world, "manager").get(f"{home(world)}lead/"))
    assert "No staff for it." in page
    stranger = text_of(browser(world, "teacher").get(f"{home(world)}lead/"))
    assert "No staff for it." not in stranger


def test_neither_another_manager_nor_a_worker_hands_it_over_or_answers(world, other_world, council):
    for name in ("chief", "officer"):
        with pytest.raises(NotAllowed):
            propose(world, council, by=name)
    handover = propose(world, council)

    for name in ("manager", "officer", "coordinator"):
        with pytest.raises(NotAllowed):
            answer(world, handover, by=name)
    with pytest.raises(NotAllowed):
        answer(other_world, handover, by="manager")


def test_somebody_has_to_coordinate(world, council):
    loses = (world.people["coordinator"].pk,)

    with pytest.raises(Problem) as problem:
        propose(world, council, gets=(), loses=loses)

    assert problem.value.field == "loses"


def test_taken_back_before_its_day_it_does_not_happen(world, council):
    handover = propose(world, council, in_days=30)
    answer(world, handover)

    with world.acting("manager") as manager:
        take_back_lead(actor=manager, handover_id=handover.pk, reason="New funding.")

    assert not Job.objects.filter(kind="lead_takes_effect").exists()
    with pytest.raises(Conflict):
        answer(world, handover, yes=False, reason="Late.")
    assert lead(world) == "Quay Advice"


def test_an_organisation_that_left_meanwhile_does_not_lead(world, council):
    handover = propose(world, council, in_days=2)
    answer(world, handover)
    with enter(system(world.network.pk)):
        Organisation.objects.filter(pk=council).update(left_on=date(2026, 1, 1))

    with time_machine.travel(datetime.now(UTC) + timedelta(days=3)):
        run_due(limit=100)

    assert lead(world) == "Quay Advice"
    with world.acting("coordinator"):
        assert LeadHandover.objects.get().status == "fell_through"


def test_everybody_of_the_network_reads_who_led_when_and_why(
    world, other_world, council, django_assert_max_num_queries
):
    answer(world, propose(world, council))
    with world.acting("coordinator") as actor:
        phones = {"children_care_phone": "+442079460018", "adults_care_phone": ""}
        change_settings(actor=actor, group=Group.CARE, values=phones)
    reader = browser(world, "analyst")

    with django_assert_max_num_queries(25):
        page = text_of(reader.get(f"{home(world)}history/"))

    assert "Borough Council became the lead agency" in page
    assert "Our funding ends." in page
    assert "Changed: Whom to call about a child or an adult at risk" in page
    assert "Quay Advice became the lead agency" in page
    elsewhere = text_of(browser(other_world, "analyst").get(f"{home(other_world)}history/"))
    assert "Our funding ends." not in elsewhere
