"""Who can help, as the page of services asks it: what is asked, and a page of the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from networks.networks.models import Network
from organisations.directory.models import ServiceArea
from organisations.matching.queries import candidates
from organisations.matching.rules import CLOSED, Asked, Candidate, Match, bundle, rank
from organisations.members.models import Team
from organisations.places.models import Postcode
from organisations.places.queries import area_names
from organisations.places.rules import Place

PER_PAGE: Final = 20
# Of those that are not right: enough to know why, and not to ring in vain.
_FOLDED: Final = 20


@dataclass(frozen=True, slots=True)
class Found:
    """`page` are some of the `total` that fit, `unfit` the nearest of the `more_unfit` others."""

    asked: Asked
    known: Mapping[UUID, Candidate] = field(default_factory=dict)
    page: Sequence[Match] = ()
    total: int = 0
    unfit: Sequence[Match] = ()
    more_unfit: int = 0
    together: Sequence[Match] = ()


def ranked(
    actor: Actor, asked: Asked, *, only_open: bool = False
) -> tuple[dict[UUID, Candidate], list[Match]]:
    """Every service asked for by its id, and the matches: the best first."""
    found = candidates(network_id=actor.network.id, asked=asked)
    matches = rank(asked, found)
    if only_open:
        matches = [match for match in matches if not match.obstacles & CLOSED]
    return {one.service_id: one for one in found}, matches


def find(actor: Actor, asked: Asked, *, page: int = 1, only_open: bool = False) -> Found:
    """The best first, 20 to a page; with several needs, the set that meets them together."""
    known, matches = ranked(actor, asked, only_open=only_open)
    fit = [match for match in matches if not match.ruled_out]
    unfit = [match for match in matches if match.ruled_out]
    together = set(bundle(asked, fit))
    return Found(
        asked=asked,
        known=known,
        page=fit[(page - 1) * PER_PAGE : page * PER_PAGE],
        total=len(fit),
        unfit=unfit[:_FOLDED],
        more_unfit=len(unfit[_FOLDED:]),
        together=[match for match in fit if match.service_id in together],
    )


def own_organisation(actor: Actor) -> UUID | None:
    """Whose referral it would be; None for somebody of several organisations, or of none."""
    teams = Team.objects.filter(pk__in=actor.teams).exclude(organisation=None)
    found = set(teams.values_list("organisation_id", flat=True))
    return found.pop() if len(found) == 1 else None


def areas_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """The councils of the network, and the wards that its services name; by name."""
    wards = ServiceArea.objects.filter(network_id=actor.network.id, kind=ServiceArea.Kind.WARD)
    codes = {*_councils(actor), *wards.values_list("code", flat=True).distinct()}
    return sorted(area_names(codes).items(), key=lambda one: one[1])


def place_called(actor: Actor, code: str) -> Place:
    """A council's area, or a ward with its council."""
    councils = _councils(actor)
    if code in councils:
        return Place(code="", local_authority=code, ward="", lsoa="")
    if len(councils) != 1:
        around = Postcode.objects.filter(ward=code, local_authority__in=councils)
        councils = list(around.values_list("local_authority", flat=True)[:1])
    return Place(code="", local_authority=councils[0] if councils else "", ward=code, lsoa="")


def _councils(actor: Actor) -> list[str]:
    return Network.objects.values_list("area_codes", flat=True).get(pk=actor.network.id)
