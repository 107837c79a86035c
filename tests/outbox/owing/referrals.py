"""The emails about referrals, their clocks, services and what comes after."""

from datetime import timedelta

from django.utils import timezone

from ccs.tenancy.models import new_id
from organisations.capacity.models import Capacity
from organisations.directory.models import Service
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.clocks.models import Finding, Reminder
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.notices import WORDS
from tests.outbox.owing.members import to_members
from tests.world import World

DETAILS = {"declined": "no_capacity", "closed": "helped_in_full"}


def owe_those_of_referrals(world: World, referral: Referral) -> None:
    """Each word that an email begins with, after an event of its kind."""
    for template in WORDS:
        kind = template.removeprefix("referral_")
        sides = [referral.from_team_id, referral.to_team_id]
        own, other = sides if kind in {"sent", "answered", "withdrawn"} else reversed(sides)
        event = ReferralEvent.objects.create(
            network=world.network,
            referral=referral,
            kind={"with_broker": "sent", "taken_back": "withdrawn"}.get(kind, kind),
            to_status="sent" if kind in {"sent", "answered"} else "",
            at=timezone.now(),
            team_id=own,
            other_team_id=other,
            by_name="Sender Sample",
            detail=DETAILS.get(kind, ""),
        )
        to_members(world, "adviser", template, referral.pk, event.pk)


def owe_reminders(world: World, referral: Referral) -> None:
    email = new_id()
    for stage in ("half", "due"):
        Reminder.objects.create(
            network=world.network,
            referral=referral,
            member=world.people["adviser"],
            stage=stage,
            part="owner",
            due_at=referral.next_action_at,
            noted_at=timezone.now(),
            told_at=timezone.now(),
            email_id=email,
        )
    to_members(world, "adviser", "reminders", referral.pk, email)
    Finding.objects.create(
        network=world.network, referral=referral, kind="no_clock", found_at=timezone.now()
    )
    to_members(world, "coordinator", "findings", referral.pk, new_id())


def owe_those_of_services(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=300)
    Capacity.objects.filter(service=world.advice).update(confirmed_at=long_ago)
    Service.objects.filter(pk=world.advice.pk).update(checked_at=long_ago)
    for template in ("capacity_ask", "service_check", "service_opened"):
        to_members(world, "adviser", template, world.advice.pk, new_id())


def owe_those_of_aftercare(world: World, referral: Referral) -> None:
    """Due and late at a school, and what another conversation's team left to the desk."""
    AftercarePlan.objects.filter(assessment=referral.assessment_id).update(
        status="running", begun_because="all_ended", begun_at=timezone.now()
    )
    plan = AftercarePlan.objects.get(assessment=referral.assessment_id)
    made = {"network": world.network, "plan": plan, "assessment_id": plan.assessment_id}
    due = AftercareCheck.objects.create(
        **made,
        team=world.school,
        number=1,
        weeks=2,
        status="due",
        due_at=timezone.now(),
        next_action_at=timezone.now(),
    )
    for template in ("aftercare_due", "aftercare_late"):
        to_members(world, "teacher", template, due.pk, new_id())
    AftercarePlan.objects.filter(pk=plan.pk).update(team=world.desk, with_desk_since=timezone.now())
    to_members(world, "coordinator", "aftercare_with_desk", plan.pk, new_id())
