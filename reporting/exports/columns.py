"""Envelopes as rows: what is in each column, for the desk in full, for an analyst who asked whom.

Nothing about the person is in an envelope. But one row that says from where, in which month, with
which rare need and how it ended could give somebody away: so an analyst's rows say no more than
counts of referrals by month and route do, which are not about people (docs/disclosure.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from organisations.members.models import Sector
from organisations.members.rules import TYPES
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Urgency
from referrals.referrals.rules import DeclineReason, Outcome, Status

# The desk sees every envelope anyway.
_DESK_ONLY = frozenset(
    {
        "reference",
        "needs",
        "urgency",
        "decline_reason",
        "outcome",
        "answer_minutes",
        "contact_minutes",
    }
)


class Kind(Enum):
    """What a field of an envelope holds, and so how it is written."""

    TEXT = auto()
    # Text that is ours, in which nothing has to be made safe.
    PLAIN = auto()
    CODE = auto()
    NEEDS = auto()
    ORGANISATION = auto()
    TEAM = auto()
    DAY = auto()
    MONTH = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """`source` is a column of the envelope's table; `labels` say its codes in words."""

    title: str
    source: str
    kind: Kind
    labels: Mapping[str, str] = field(default_factory=dict)


def columns_of(*, in_full: bool) -> list[Column]:
    """In the language of now."""
    columns = _columns(Kind.DAY if in_full else Kind.MONTH)
    return [one for one in columns if in_full or one.source not in _DESK_ONLY]


def _columns(when: Kind) -> list[Column]:
    return [
        Column(_("Reference"), "reference", Kind.PLAIN),
        Column(_("Sent"), "sent_at", when),
        Column(_("Accepted"), "accepted_at", when),
        Column(_("Ended"), "ended_at", when),
        Column(_("From organisation"), "from_organisation_id", Kind.ORGANISATION),
        Column(_("From team"), "from_team_id", Kind.TEAM),
        _coded(_("From sector"), "from_sector", Sector),
        _coded(_("From type"), "from_type", TYPES),
        Column(_("To organisation"), "to_organisation_id", Kind.ORGANISATION),
        Column(_("To team"), "to_team_id", Kind.TEAM),
        _coded(_("To sector"), "to_sector", Sector),
        _coded(_("To type"), "to_type", TYPES),
        Column(_("Service"), "service_name", Kind.TEXT),
        Column(_("Needs"), "needs", Kind.NEEDS, _labels(NEEDS.items())),
        _coded(_("Urgency"), "urgency", Urgency),
        _coded(_("Status"), "status", Status),
        _coded(_("Why declined"), "decline_reason", DeclineReason),
        _coded(_("Outcome"), "outcome", Outcome),
        *_in_time(),
    ]


def _in_time() -> list[Column]:
    answers = {"true": _("Yes"), "false": _("No")}
    return [
        Column(_("Working minutes to the answer"), "answer_minutes", Kind.NUMBER),
        _coded(_("Answered in time"), "answer_in_time", answers),
        Column(_("Working minutes to the first contact"), "contact_minutes", Kind.NUMBER),
        _coded(_("Contacted in time"), "contact_in_time", answers),
    ]


def _coded(
    title: str, source: str, labels: type[TextChoices] | Mapping[str, str | Promise]
) -> Column:
    """In words; a code that nobody knows any more stays as it is."""
    pairs = labels.items() if isinstance(labels, Mapping) else labels.choices
    return Column(title, source, Kind.CODE, _labels(pairs))


def _labels(pairs: Iterable[tuple[str, str | Promise]]) -> dict[str, str]:
    return {code: str(label) for code, label in pairs}
