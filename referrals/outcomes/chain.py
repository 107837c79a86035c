"""The chain: what followed a story, one referral after another. Pure: no queries.

Credit goes to the whole of it. It tells what came after what, and never what brought it about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from referrals.outcomes.rules import Awarded, Gained
from referrals.referrals.models import Referral

# As many as a page has room for; the sums are of all.
MOST_SHOWN: Final = 50


class Telling(Protocol):
    """What was told of a referral; or, without one, of a whole story."""

    @property
    def assessment_id(self) -> UUID: ...
    @property
    def referral_id(self) -> UUID | None: ...
    @property
    def gained(self) -> Gained: ...


@dataclass(frozen=True, slots=True)
class Link:
    """One referral in its place: `depth` is how often it had been passed on."""

    referral: Referral
    depth: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Every gain once; `twice` is how many were written down by two teams."""

    awards: tuple[Awarded, ...]
    twice: int


def connected(start: UUID, goes_on_from: Sequence[tuple[UUID, UUID | None]]) -> list[UUID]:
    """The stories that belong together, in the order given; each once, whatever they point to.

    `goes_on_from` are pairs of a story and the one that it goes on from.
    """
    beside: dict[UUID, set[UUID]] = {}
    for story, before in goes_on_from:
        if before is not None:
            beside.setdefault(story, set()).add(before)
            beside.setdefault(before, set()).add(story)
    found, waiting = {start}, [start]
    while waiting:
        new = beside.get(waiting.pop(), set()) - found
        found |= new
        waiting.extend(new)
    return [story for story, _before in goes_on_from if story in found]


def in_order(referrals: Sequence[Referral]) -> list[Link]:
    """Each after the one it was passed on from, as given otherwise; each once."""
    known = {one.pk for one in referrals}
    after: dict[UUID | None, list[Referral]] = {}
    for one in referrals:
        parent = one.forwarded_from_id if one.forwarded_from_id in known else None
        after.setdefault(parent, []).append(one)
    links: list[Link] = []
    waiting = [Link(one, 0) for one in reversed(after.pop(None, []))]
    while waiting:
        link = waiting.pop()
        links.append(link)
        children = after.pop(link.referral.pk, [])
        waiting += [Link(one, link.depth + 1) for one in reversed(children)]
    return links


def counted_once(tellings: Iterable[Telling]) -> Sums:
    """Of one gain both a team that helped and the one that was told may know: it counts once."""
    told = list(tellings)
    helped = [
        (one.assessment_id, award) for one in told if one.referral_id for award in one.gained.awards
    ]
    left, twice, own = list(helped), 0, []
    for one in told:
        for award in one.gained.awards if one.referral_id is None else ():
            same = next((at for at in left if _same(at, (one.assessment_id, award))), None)
            if same is None:
                own.append(award)
            else:
                left.remove(same)
                twice += 1
    return Sums((*(award for _story, award in helped), *own), twice)


def _same(one: tuple[UUID, Awarded], other: tuple[UUID, Awarded]) -> bool:
    """Of one story, of one kind, and as much; from the same kind of scheme, where both say so."""
    (story, award), (other_story, told) = one, other
    codes = {award.scheme_code, told.scheme_code} - {""}
    return (
        story == other_story
        and award.kind == told.kind
        and award.amount == told.amount
        and award.amount is not None
        and len(codes) <= 1
    )
