"""Who can help somebody who says what they need and where they live, and nothing of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from networks.networks.models import Network
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, Match, rank
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place

PER_PAGE: Final = 20
# Of those that cannot help: enough to know why, and not to ring in vain.
_FOLDED: Final = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One page of who can help, how many can in all, and some who cannot, each with why."""

    page: tuple[Match, ...] = ()
    total: int = 0
    unfit: tuple[Match, ...] = ()


def find(network: Network, asked: Asked, *, page: int) -> Found:
    ranked = rank(asked, candidates(network_id=network.pk, asked=asked))
    wanted = [match for match in ranked if not asked.needs or match.met]
    fit = [match for match in wanted if not match.ruled_out]
    unfit = [match for match in wanted if match.ruled_out]
    start = (page - 1) * PER_PAGE
    return Found(tuple(fit[start : start + PER_PAGE]), len(fit), tuple(unfit[:_FOLDED]))


def place_said(*, postcode: str, area: str, councils: Mapping[str, str]) -> Place | NoPlace | None:
    """Where they live: by postcode, or by the name of a council's area."""
    typed = postcode.strip()
    named = {name.casefold(): code for code, name in councils.items()}
    if typed and typed.casefold() not in named:
        return find_place(typed)
    council = named.get(typed.casefold(), area)
    return Place(code="", local_authority=council, ward="", lsoa="") if council else None
