"""What figures are grouped and filtered by, with the words of each."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from organisations.members.models import Sector
from organisations.members.rules import SECTOR_GROUPS, TYPES
from organisations.needs.rules import NEEDS, Family
from referrals.assessments.models import Urgency
from reporting.figures.names import by_own_id, in_order_of_name, organisations_named
from reporting.figures.report import Choice, Words

# The desk belongs to no organisation, so to no sector either.
DESK: Final = "desk"
# History may say no more than that it was statutory: a sector of its own in that group.
SECTOR_WORDS: Final[Mapping[str, Words]] = {
    **dict(Sector.choices),
    "statutory": _("Statutory, no finer known"),
    DESK: _("The desk"),
}
GROUP_WORDS: Final[Mapping[str, Words]] = {
    "vcs": _("Voluntary and community"),
    "la_statutory": _("Local authority and statutory"),
    DESK: _("The desk"),
}
TYPE_WORDS: Final[Mapping[str, Words]] = {**TYPES, "": _("No type given"), DESK: _("The desk")}
NEED_WORDS: Final[Mapping[str, Words]] = dict(NEEDS)
FAMILY_WORDS: Final[Mapping[str, Words]] = dict(Family.choices)
URGENCY_WORDS: Final[Mapping[str, Words]] = dict(Urgency.choices)

BY_GROUP: Final = Choice("sector_group", _("Sector group"))
BY_SECTOR: Final = Choice("sector", _("Sector"))
BY_TYPE: Final = Choice("type", _("Type of organisation"))
BY_ORGANISATION: Final = Choice("organisation", _("Organisation"))
BY_NEED: Final = Choice("need", _("Need"))
BY_FAMILY: Final = Choice("family", _("Family of needs"))
BY_SERVICE: Final = Choice("service", _("Service"))
BY_REASON: Final = Choice("reason", _("Reason"))


def group_of(sector: str) -> str:
    """The sector group; of no sector, the desk."""
    return SECTOR_GROUPS.get(sector, DESK)


def sector_of(sector: str) -> str:
    return sector or DESK


def sectors(_network_id: UUID) -> list[tuple[str, Words]]:
    return [(code, words) for code, words in SECTOR_WORDS.items() if code != DESK]


def urgencies(_network_id: UUID) -> list[tuple[str, Words]]:
    return list(URGENCY_WORDS.items())


def organisations(network_id: UUID) -> list[tuple[str, Words]]:
    """Those that are or were members, and those that only history knows, by name."""
    named = organisations_named(network_id)
    return [(key, named[key].name) for key in in_order_of_name(named, named)]


OF_SENDER: Final = Choice("from_sector", _("Sector that sent"), sectors)
OF_RECEIVER: Final = Choice("to_sector", _("Sector that received"), sectors)
OF_SECTOR: Final = Choice("sector", _("Sector"), sectors)
OF_URGENCY: Final = Choice("urgency", _("Urgency"), urgencies)
OF_ORGANISATION: Final = Choice("organisation", _("Organisation"), organisations, by_own_id)
