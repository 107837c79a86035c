from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.actions import ServicePaused, set_capacity
from organisations.capacity.models import Capacity
from organisations.directory.models import Service
from organisations.members.actions import appoint_lead
from organisations.members.models import Membership, Organisation
from organisations.roles.actions import create_api_key
from organisations.roles.models import ApiKey
from organisations.standing.actions import (
    come_back,
    leave_network,
    pause_organisation,
    return_organisation,
)
from referrals.assessments.models import Assessment, OpenNeed
from referrals.clients.models import Share
from referrals.clocks.checking import check
from referrals.clocks.models import Finding
from referrals.messages.models import Message
from referrals.referrals.actions import accept, decline, record_contact, return_to_sender
from referrals.referrals.models import Referral
from tests.organisations.people.test_leaving import second_manager
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def pause(world: World, *, until: date | None = None, hand_back: bool = False) -> int:
    with world.acting("manager") as manager:
        return pause_organisation(
            actor=manager,
            organisation_id=world.advice_line.organisation_id,
            reason="We move house",
            until=until,
            hand_back=hand_back,
            note="Back in May.",
        )


def capacities(world: World) -> list[tuple[str, str, int | None, date | None]]:
    with enter(system(world.network.pk)):
        rows = Capacity.objects.filter(service__in=[world.advice.pk, world.debt.pk])
        return list(
            rows.order_by("service__name").values_list("state", "reason", "places", "reopens_on")
        )


def state_of(world: World, referral: Referral) -> tuple[str, bool]:
    with enter(system(world.network.pk)):
        referral.refresh_from_db()
        shared = Share.objects.filter(referral=referral, until=None).exists()
        return referral.status, shared


def nobody_waits_on_nobody(world: World) -> bool:
    with enter(system(world.network.pk)):
        check(world.network.pk, world.network.pk)
        return not Finding.objects.exists()


def test_services_are_paused_with_their_organisation_and_given_back_as_they_were(
    world: World, other_world: World
) -> None:
    with world.acting("adviser") as adviser:
        set_capacity(
            service_id=world.advice.pk, actor=adviser, state="limited", places=5, per="week"
        )
    with world.acting("caseworker") as worker:
        set_capacity(service_id=world.debt.pk, actor=worker, state="paused", reason="Nobody here")
    before = capacities(world)

    pause(world)

    assert [row[:2] for row in capacities(world)] == [
        ("paused", "We move house"),
        ("paused", "We move house"),
    ]
    with pytest.raises(ServicePaused):
        world.refer(world.advice)
    with world.acting("adviser") as adviser, pytest.raises(Problem):
        set_capacity(service_id=world.advice.pk, actor=adviser, state="open")
    with world.acting("manager") as manager:
        return_organisation(actor=manager, organisation_id=world.advice_line.organisation_id)
    assert capacities(world) == before
    assert other_world.refer(other_world.advice)


def test_it_opens_by_itself_on_its_day(world: World) -> None:
    pause(world, until=timezone.localdate() + timedelta(days=7))

    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        run_due(limit=50)
        early = capacities(world)[0][0]
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        run_due(limit=50)

    assert early == "paused"
    assert [row[0] for row in capacities(world)] == ["open", "open"]
    with world.acting("manager"):
        assert Organisation.objects.get(name="Quay Advice").paused_on is None


def test_what_nobody_has_answered_goes_back_and_what_was_accepted_is_kept(world: World) -> None:
    [unanswered] = world.refer(given_name="Bea")
    [asked] = world.refer(given_name="Cem")
    [accepted] = world.refer(given_name="Dan")
    with world.acting("adviser") as adviser:
        return_to_sender(actor=adviser, reference=asked.reference, question="Which street?")
        accept(actor=adviser, reference=accepted.reference)

    given = pause(world, hand_back=True)

    assert given == 2
    assert state_of(world, unanswered) == ("declined", False)
    assert state_of(world, asked) == ("declined", False)
    assert state_of(world, accepted) == ("accepted", True)
    with world.acting("teacher") as teacher:
        assert OpenNeed.objects.filter(team__in=teacher.teams).count() == 2
        assert Message.objects.filter(kind="decline", body="Back in May.").count() == 2
    assert nobody_waits_on_nobody(world)


def test_leaving_hands_over_all_that_is_open_and_its_history_stays(
    world: World, other_world: World
) -> None:
    [unanswered] = world.refer(given_name="Bea")
    [accepted] = world.refer(given_name="Cem")
    [begun] = world.refer(given_name="Dan")
    [sent] = world.refer(world.grants, by="caseworker", given_name="Eve")
    [refused] = world.refer(world.grants, by="caseworker", given_name="Fay")
    with world.acting("adviser") as adviser:
        for one in (accepted, begun):
            accept(actor=adviser, reference=one.reference)
        record_contact(actor=adviser, reference=begun.reference, made=True, way="phone")
    with world.acting("officer") as officer:
        accept(actor=officer, reference=sent.reference)
        decline(actor=officer, reference=refused.reference, reason="no_capacity")
    with world.acting("coordinator") as coordinator:
        create_api_key(actor=coordinator, name="Case system", team_id=world.casework.pk)
    council_leads(world)

    with world.acting("coordinator") as coordinator:
        left = leave_network(
            actor=coordinator,
            organisation_id=world.advice_line.organisation_id,
            reason="It closes",
        )

    assert (left.given_back, left.passed_on, left.to_desk) == (2, 1, 2)
    assert state_of(world, unanswered) == ("declined", False)
    assert state_of(world, accepted) == ("declined", False)
    assert state_of(world, begun) == ("closed", False)
    assert state_of(world, sent) == ("accepted", True)
    with enter(system(world.network.pk)):
        assert OpenNeed.objects.get(referral=refused).team_id == world.desk.pk
        assert not ApiKey.objects.filter(revoked_at=None).exists()
        published = Service.objects.filter(status="published").values_list("name", flat=True)
        assert list(published) == ["Hardship grants"]
        gone = Membership.objects.filter(left_at__isnull=False, network=world.network.pk)
        assert gone.count() == 4
    with world.acting("officer"):
        assert Assessment.objects.count() == 1
    with world.acting("teacher"):
        assert OpenNeed.objects.count() == 3
    assert browser(world, "adviser").get(home(world)).status_code == 404
    assert nobody_waits_on_nobody(world)
    assert "Quay Advice" not in text_of(browser(world, "teacher").get(f"{home(world)}members/"))
    with world.acting("coordinator") as coordinator:
        come_back(actor=coordinator, organisation_id=world.advice_line.organisation_id)
    assert "Quay Advice" in text_of(browser(world, "teacher").get(f"{home(world)}members/"))


def council_leads(world: World) -> None:
    with enter(system(world.network.pk)):
        council = Organisation.objects.get(name="Borough Council")
        appoint_lead(organisation=council, since=date(2026, 1, 1))


def test_the_lead_agency_stays_and_only_its_manager_or_the_desk_may(world: World) -> None:
    quay = world.advice_line.organisation_id
    with world.acting("manager") as manager, pytest.raises(Problem) as leads:
        leave_network(actor=manager, organisation_id=quay, reason="It closes")

    with world.acting("adviser") as adviser, pytest.raises(NotAllowed):
        pause_organisation(actor=adviser, organisation_id=quay, reason="Mine")
    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        leave_network(actor=manager, organisation_id=world.council.organisation_id, reason="Theirs")

    assert "It leads the network." in leads.value.message


def test_nothing_happens_by_one_click(world: World) -> None:
    world.refer()
    second_manager(world)
    client = browser(world, "manager")
    place = f"{home(world)}members/of/{world.advice_line.organisation_id}/pause/"
    typed = {"reason": "We move house", "open_work": "give_back", "note": ""}

    said = text_of(client.post(place, typed))
    before = capacities(world)[0][0]
    done = text_of(client.post(place, {**typed, "sure": "yes"}, follow=True))

    assert "1 referral goes back to who asked" in said
    assert "Crisis advice, from Hill pastoral team, Hill School" in said
    assert before == "open"
    assert "It is paused." in done
    assert capacities(world)[0][0] == "paused"
