"""Ending what was practised: nothing of it waits, reminds or is read any more."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.outbox.models import WAITING, OutboxMessage
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from organisations.practice.founding import restore_twin
from organisations.practice.models import PracticeTeam
from organisations.practice.queries import practising_teams
from organisations.practice.teams import renew_team
from organisations.roles.queries import people_told_about
from organisations.roles.rules import can_coordinate
from referrals.aftercare.actions import take_back
from referrals.aftercare.models import AftercarePlan
from referrals.assessments.models import OpenNeed
from referrals.clients.models import Share
from referrals.clocks.actions import clear_need_clocks
from referrals.practice.acting import caretaker_of
from referrals.practice.models import PracticeMail
from referrals.practice.rules import ANSWER
from referrals.referrals import actions
from referrals.referrals.models import Referral
from referrals.referrals.rules import Outcome, Status

# The job that ends and renews one team: its subject.
RESET: Final = "practice_reset"
_TO_TAKE_BACK: Final = (Status.SENT, Status.RETURNED, Status.WITH_BROKER)
_TO_CLOSE: Final = (Status.ACCEPTED, Status.IN_PROGRESS)


@transaction.atomic
def reset_own(*, actor: Actor) -> None:
    """Their own teams begin again, now. Twice is a double click: the new team has nothing yet."""
    _check_practice(actor)
    for practised in practising_teams(actor.network.id, actor.teams):
        record("practice.reset", actor=actor, subject_kind="team", subject_id=practised.team_id)
        with enter(system(actor.network.id)):
            reset_team(actor.network.id, practised.team_id)


@transaction.atomic
def reset_all(*, actor: Actor) -> None:
    """By the desk: every team begins again, each within the next minutes."""
    _check_practice(actor)
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))
    now, network_id = timezone.now(), actor.network.id
    teams = [one.team_id for one in practising_teams(network_id)]
    schedule(RESET, network_id=network_id, due=[(team, now) for team in teams])
    with enter(system(network_id)):
        restore_twin(network_id)
    record("practice.reset_all", actor=actor, subject_kind="network", subject_id=network_id)


def reset_team(network_id: UUID, team_id: UUID) -> None:
    """End all of one team and put an empty one in its place; once. In the `system` context."""
    rows = PracticeTeam.objects.select_for_update(of=("self",)).select_related("team__organisation")
    practised = rows.filter(team=team_id, home_team__isnull=False, ended_at=None).first()
    if practised is None:
        return
    party = Q(from_team=team_id) | Q(to_team=team_id) | Q(origin_team=team_id)
    stories = set(Referral.objects.filter(party).values_list("assessment_id", flat=True))
    shared = Share.objects.filter(team=team_id, until=None)
    stories |= set(shared.values_list("assessment_id", flat=True))
    end_stories(network_id, stories)
    PracticeMail.objects.filter(member__in=people_told_about(team_id)).delete()
    renew_team(practised)


def end_stories(network_id: UUID, stories: Iterable[UUID]) -> None:
    """What is open of them ends, and no team reads them again. In the `system` context."""
    stories, now = list(stories), timezone.now()
    referrals = Referral.objects.filter(assessment__in=stories).order_by("id")
    for referral in referrals:
        _end(referral)
    subjects = [referral.pk for referral in referrals]
    cancel(ANSWER, subject_ids=subjects)
    # Nobody is told of it, and of nothing that came before it.
    OutboxMessage.objects.filter(
        WAITING, network_id=network_id, subject_id__in=[*subjects, *stories]
    ).delete()
    for plan in AftercarePlan.objects.filter(assessment__in=stories):
        with caretaker_of(plan.team_id, network_id=network_id) as actor:
            take_back(actor=actor, assessment_id=plan.assessment_id, at=now)
    _settle(stories, at=now)
    shares = Share.objects.filter(assessment__in=stories, until=None)
    clients = list(shares.values_list("client_id", flat=True).distinct())
    shares.update(until=now)
    PracticeMail.objects.filter(client__in=clients).delete()


def _end(referral: Referral) -> None:
    """As the side that could end it on a page."""
    if referral.status == Status.DRAFT:
        with caretaker_of(referral.from_team_id, network_id=referral.network_id):
            Referral.objects.filter(pk=referral.pk, status=Status.DRAFT).delete()
    elif referral.status in _TO_TAKE_BACK:
        with caretaker_of(referral.from_team_id, network_id=referral.network_id) as actor:
            actions.withdraw(actor=actor, reference=referral.reference)
    elif referral.status in _TO_CLOSE:
        with caretaker_of(referral.receiver_id, network_id=referral.network_id) as actor:
            actions.close(
                actor=actor, reference=referral.reference, outcome=Outcome.NO_LONGER_WANTED
            )


def _settle(stories: list[UUID], *, at: datetime) -> None:
    waiting = OpenNeed.objects.filter(assessment__in=stories, settled_at=None)
    settled = list(waiting.values_list("pk", flat=True))
    waiting.update(settled_at=at, settled_how=OpenNeed.Settled.OTHERWISE)
    clear_need_clocks(settled)


def _check_practice(actor: Actor) -> None:
    if not actor.network.is_practice:
        raise NotAllowed(_("There is no such page here."))
