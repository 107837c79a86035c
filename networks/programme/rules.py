"""What the programme sees of a network, in which order: organisations and referrals, no people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A team that sent nothing and answered nothing for so long is quiet.
QUIET_DAYS: Final = 28


@dataclass(frozen=True, slots=True)
class Standing:
    """One network's figures. Counted by the rooms above, in a context of that network alone."""

    registered: int
    paused: int
    joining: int
    sent_month: int
    accepted_month: int
    sent_year: int
    accepted_year: int
    late: int
    quiet: int
    coordinators: int
    last_activity: date | None
    lead: str
    stage: str


@dataclass(frozen=True, slots=True)
class Row:
    network_id: UUID
    name: str
    slug: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Column:
    """`means` is the definition under the table, `nothing` what stands where there is none."""

    key: str
    title: Promise
    means: Promise
    is_number: bool = True
    nothing: Promise | None = None


COLUMNS: Final = (
    Column("registered", _("Members"), _("Organisations that are members today.")),
    Column("paused", _("Paused"), _("Members that take nothing new for a while.")),
    Column("joining", _("Joining"), _("Organisations on their way in, not counted as members.")),
    Column("sent_month", _("Sent this month"), _("Referrals sent since the first of this month.")),
    Column(
        "accepted_month",
        _("Accepted this month"),
        _("Referrals accepted since the first of this month, by the date of acceptance."),
    ),
    Column(
        "sent_year",
        _("Sent this year"),
        _("Referrals sent in this programme year, which began in October."),
    ),
    Column(
        "accepted_year",
        _("Accepted this year"),
        _("Referrals accepted in this programme year, by the date of acceptance."),
    ),
    Column(
        "late",
        _("Waiting late"),
        _("Open referrals whose next step was due before now, whoever has to take it."),
    ),
    Column(
        "quiet",
        _("Quiet teams"),
        _("Teams of members that sent nothing and answered nothing for 28 days."),
    ),
    Column("coordinators", _("Coordinators"), _("People who run the desk. How many, not who.")),
    Column(
        "last_activity",
        _("Last activity"),
        _("The last day on which a referral was sent, answered, withdrawn or ended."),
        is_number=False,
    ),
    Column(
        "lead",
        _("Led by"),
        _("The organisation that leads the network."),
        is_number=False,
        nothing=_("Nobody yet"),
    ),
    Column(
        "stage",
        _("Stage"),
        _("How far the network has come, as its desk says."),
        is_number=False,
        nothing=_("Not said yet"),
    ),
)
BY_NAME: Final = "name"
KEYS: Final = (BY_NAME, *(column.key for column in COLUMNS))
_NEVER: Final = date.min


def usual_direction(key: str) -> bool:
    """Whether a column is first sorted downwards: numbers and times are, words are not."""
    return key not in {BY_NAME, "lead", "stage"}


def in_order(rows: Sequence[Row], *, key: str, downwards: bool) -> list[Row]:
    """By a column; networks that are alike in it stay in the order of their names."""

    def of(row: Row) -> Any:
        value = row.name if key == BY_NAME else getattr(row.standing, key)
        return (value or _NEVER) if key == "last_activity" else value

    return sorted(sorted(rows, key=lambda row: row.name), key=of, reverse=downwards)
