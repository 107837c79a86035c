"""What the public pages of a network say: kinds of help, and who gives it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.ui.phones import NotAPhoneNumber, kept, shown
from networks.calendar.rules import bank_holidays
from networks.networks.models import Network
from organisations.directory.models import Service
from organisations.directory.openings import opening_now
from organisations.directory.wording import opening_in_words
from organisations.matching.rules import Match
from organisations.needs.rules import CRISIS, NEEDS, UNDERLYING, need_labels
from organisations.public.visits import Visit
from organisations.public.words import said
from organisations.signposting.helplines import SAMARITANS, abuse_line


@dataclass(frozen=True, slots=True)
class Call:
    """A number as people read it, and as a phone dials it."""

    number: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """`opening` is such as `Open now until 5pm`; `is_open` colours it."""

    href: str
    name: str
    organisation: str
    helps_with: str
    opening: str
    is_open: bool
    calls: Sequence[Call]
    reasons: Sequence[str]


def tiles(visit: Visit, met: Collection[str]) -> list[dict[str, Any]]:
    """Kinds of help that somebody gives here, the most urgent first."""
    families = ((_("Help you need today"), CRISIS), (_("Other help"), UNDERLYING))
    found = [
        {
            "title": title,
            "tiles": [
                {"text": str(NEEDS[code]), "href": _of_need(visit, code)}
                for code in family
                if code in met
            ],
        }
        for title, family in families
    ]
    return [family for family in found if family["tiles"]]


def rows(
    visit: Visit, matches: Iterable[Match], services: Mapping[UUID, Service], *, now: datetime
) -> list[Row]:
    """In the order of `matches`; one that has gone since is left out."""
    return [
        _row(visit, services[match.service_id], match, now)
        for match in matches
        if match.service_id in services
    ]


def danger(network: Network, needs: Collection[str]) -> dict[str, Call]:
    """Numbers before everything else: `samaritans`, and `abuse` where that is what it is about."""
    found = {"samaritans": Call(SAMARITANS.phone, SAMARITANS.href)}
    if "domestic_abuse" in needs:
        line = abuse_line(network.country)
        found["abuse"] = Call(line.phone, line.href)
    return found


def organisation_of(service: Service) -> str:
    return service.team.organisation.name if service.team.organisation else service.team.name


def opening_of(service: Service, now: datetime) -> tuple[str, bool]:
    """In words, and whether it is open; no words where no hours are said."""
    hours = list(service.schedules.all())
    if not hours:
        return "", False
    found = opening_now(hours, service.closures.all(), now=now, holidays=bank_holidays())
    return opening_in_words(found, now=now), found.is_open


def calls_of(service: Service) -> list[Call]:
    """Each number once."""
    numbers = dict.fromkeys(row.phone for row in service.contacts.all() if row.phone)
    return [_call(shown(number), _dialled(number)) for number in numbers]


def _of_need(visit: Visit, code: str) -> str:
    return visit.link("find_help", {"need": code}, network=visit.here.slug)


def _row(visit: Visit, service: Service, match: Match, now: datetime) -> Row:
    opening, is_open = opening_of(service, now)
    codes = [row.need_id for row in service.service_needs.all()]
    return Row(
        href=visit.link("public_service", network=visit.here.slug, service_id=service.pk),
        name=service.name,
        organisation=organisation_of(service),
        helps_with=", ".join(need_labels(codes)),
        opening=opening,
        is_open=is_open,
        calls=calls_of(service)[:1],
        # Whoever cannot help is only asked why.
        reasons=said(match.ruled_out or [*match.reasons, *match.unknowns]),
    )


def _call(number: str, dialled: str) -> Call:
    return Call(number, f"tel:{dialled}")


def _dialled(number: str) -> str:
    try:
        return kept(number)
    except NotAPhoneNumber:
        return "".join(number.split())
