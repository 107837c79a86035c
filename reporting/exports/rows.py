"""Envelopes as rows: what is in each column, for the desk in full and for an analyst by months.

Nothing about the person is in an envelope. Days and references stay with the desk, which sees
every envelope anyway: a rare need on a known day could give somebody away.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.members.models import Organisation, Sector, Team
from organisations.members.rules import TYPES
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Urgency
from referrals.referrals.models import Referral
from referrals.referrals.rules import DeclineReason, Outcome, Status

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids and codes of one network's envelopes are called."""

    organisations: Mapping[UUID | None, str]
    teams: Mapping[UUID | None, str]


# Of a row of values, which costs a tenth of a model's instance.
Read = Callable[[Any, Names], Value]
Head = tuple[str | Promise, Read]


def _labels(choices: Iterable[tuple[str, str | Promise]]) -> Callable[[str], str]:
    """In words; a code that nobody knows any more stays as it is."""
    labels = {code: str(label) for code, label in choices}
    return lambda code: labels.get(code, code)


def _yes_no(answer: bool | None) -> str | None:  # noqa: FBT001 - a value and not a switch
    return None if answer is None else _("Yes") if answer else _("No")


def _day(at: datetime | None) -> date | None:
    return _day_of_hour(at.replace(minute=0, second=0, microsecond=0)) if at else None


def _month(at: datetime | None) -> str | None:
    day = _day(at)
    return f"{day:%Y-%m}" if day else None


@lru_cache(maxsize=20_000)
def _day_of_hour(hour: datetime) -> date:
    """London is ahead of UTC by whole hours: so an hour lies in one day, and is asked once."""
    return localtime(hour).date()


_TIMES: Final = (
    (gettext_lazy("Sent"), "sent_at"),
    (gettext_lazy("Accepted"), "accepted_at"),
    (gettext_lazy("Ended"), "ended_at"),
)


def heads_of(*, in_full: bool) -> list[Head]:
    """The columns in the language of now, each with how it is read."""
    sector, kind, need = _labels(Sector.choices), _labels(TYPES.items()), _labels(NEEDS.items())
    urgency, status = _labels(Urgency.choices), _labels(Status.choices)
    reason, outcome = _labels(DeclineReason.choices), _labels(Outcome.choices)
    when: Callable[[datetime | None], Value] = _day if in_full else _month
    reference: list[Head] = [(_("Reference"), lambda one, names: one.reference)] if in_full else []
    return [
        *reference,
        *((title, _time(field, when)) for title, field in _TIMES),
        (_("From organisation"), lambda one, names: names.organisations[one.from_organisation_id]),
        (_("From team"), lambda one, names: names.teams[one.from_team_id]),
        (_("From sector"), lambda one, names: sector(one.from_sector)),
        (_("From type"), lambda one, names: kind(one.from_type)),
        (_("To organisation"), lambda one, names: names.organisations[one.to_organisation_id]),
        (_("To team"), lambda one, names: names.teams[one.to_team_id]),
        (_("To sector"), lambda one, names: sector(one.to_sector)),
        (_("To type"), lambda one, names: kind(one.to_type)),
        (_("Service"), lambda one, names: one.service_name),
        (_("Needs"), lambda one, names: "; ".join(map(need, one.needs))),
        (_("Urgency"), lambda one, names: urgency(one.urgency)),
        (_("Status"), lambda one, names: status(one.status)),
        (_("Why declined"), lambda one, names: reason(one.decline_reason)),
        (_("Outcome"), lambda one, names: outcome(one.outcome)),
        (_("Working minutes to the answer"), lambda one, names: one.answer_minutes),
        (_("Answered in time"), lambda one, names: _yes_no(one.answer_in_time)),
        (_("Working minutes to the first contact"), lambda one, names: one.contact_minutes),
        (_("Contacted in time"), lambda one, names: _yes_no(one.contact_in_time)),
    ]


def _time(field: str, when: Callable[[datetime | None], Value]) -> Read:
    return lambda one, names: when(getattr(one, field))


def rows_of(ids: Sequence[UUID], heads: Sequence[Head], names: Names) -> Iterator[list[Value]]:
    """In the order of the ids; one that has gone since is left out. Inside the system's context."""
    values = Referral.objects.filter(pk__in=list(ids)).values_list("id", *_READ, named=True)
    found: dict[UUID, Any] = {one.id: one for one in values.iterator(len(ids) or 1)}
    for one in filter(None, map(found.get, ids)):
        yield [read(one, names) for _title, read in heads]


def names_of(network_id: UUID) -> Names:
    """All at once: a network has far fewer organisations than referrals."""
    organisations = Organisation.objects.filter(network_id=network_id).values_list("id", "name")
    teams = Team.objects.filter(network_id=network_id).values_list("id", "name")
    return Names(_or_nobody(organisations), _or_nobody(teams))


def _or_nobody(pairs: Any) -> dict[UUID | None, str]:
    """The desk belongs to no organisation; what waits with it goes to no team yet."""
    return {**dict(pairs), None: ""}


_READ: Final = (
    "reference",
    *(field for _title, field in _TIMES),
    "from_organisation_id",
    "from_team_id",
    "from_sector",
    "from_type",
    "to_organisation_id",
    "to_team_id",
    "to_sector",
    "to_type",
    "service_name",
    "needs",
    "urgency",
    "status",
    "decline_reason",
    "outcome",
    "answer_minutes",
    "answer_in_time",
    "contact_minutes",
    "contact_in_time",
)
