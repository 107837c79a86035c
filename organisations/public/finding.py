"""Who can help somebody who says what they need and where they live, and nothing of themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from networks.networks.models import Network
from organisations.matching.queries import candidates, needs_meant
from organisations.matching.rules import Asked, Match, rank
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place

PER_PAGE: Final = 20
# Of those that cannot help: enough to know why, and not to ring in vain.
_FOLDED: Final = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One page of who can help, how many can in all, and some who cannot, each with why.

    `meant`: the needs that the words stand for; `instead`: they were looked for in place of the
    words, which found nobody.
    """

    page: tuple[Match, ...] = ()
    total: int = 0
    unfit: tuple[Match, ...] = ()
    meant: tuple[str, ...] = ()
    instead: bool = False


def find(network: Network, asked: Asked, *, page: int) -> Found:
    """By the words if any service has them all; else by the needs that they stand for."""
    meant = tuple(needs_meant(asked.text, network_id=network.pk)) if asked.text else ()
    found = replace(_find(network, asked, page=page), meant=meant)
    if found.total or found.unfit or not meant:
        return found
    needs = tuple(dict.fromkeys([*asked.needs, *meant]))
    instead = _find(network, replace(asked, needs=needs, text=""), page=page)
    return replace(instead, meant=meant, instead=True)


def _find(network: Network, asked: Asked, *, page: int) -> Found:
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
