"""Whom to tell of a check and when: at once, in the morning or not at all, as each has chosen."""

from datetime import datetime
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.jobs.actions import schedule
from ccs.outbox.actions import enqueue
from networks.calendar.rules import WorkingHours
from organisations.members.models import RemindBy
from organisations.roles.queries import managers_of, people_told_about
from referrals.aftercare.actions.planning import MORNING
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.rules import Stage
from referrals.clocks.queries import Reminded, reached
from referrals.clocks.rules import Part, next_morning

# The emails: to the team that a check is due, to its managers that nobody has made it.
_EMAILS = {Stage.DUE: "aftercare_due", Stage.LATE: "aftercare_late"}


def remind(check: AftercareCheck, stage: Stage, *, hours: WorkingHours, now: datetime) -> None:
    """Each person once, however often this is done: those who want it daily, in the morning."""
    people = _people(check, stage, now=now)
    _owe(check, stage, [one for one in people if one.choice == RemindBy.AT_ONCE])
    if any(one.choice == RemindBy.DAILY for one in people):
        morning = next_morning(now, hours=hours)
        schedule(MORNING, network_id=check.network_id, due=[(check.pk, morning)])


def remind_in_the_morning(check: AftercareCheck, stage: Stage, *, now: datetime) -> None:
    people = _people(check, stage, now=now)
    _owe(check, stage, [one for one in people if one.choice != RemindBy.NONE])


def _people(check: AftercareCheck, stage: Stage, *, now: datetime) -> list[Reminded]:
    if stage == Stage.LATE:
        people = dict.fromkeys(managers_of(check.team_id), Part.MANAGER)
    else:
        people = dict.fromkeys(people_told_about(check.team_id), Part.OWNER)
    return reached(people, on=timezone.localdate(now))


def _owe(check: AftercareCheck, stage: Stage, people: list[Reminded]) -> None:
    enqueue(
        _EMAILS[stage],
        network_id=check.network_id,
        recipients=[one.member_id for one in people],
        subject_id=check.pk,
        event_id=_event(check, stage),
    )


def _event(check: AftercareCheck, stage: Stage) -> UUID:
    """One for each time that a check comes to a team, or is to be tried again."""
    return uuid5(check.pk, f"{stage} {check.tries} {check.team_id}")
