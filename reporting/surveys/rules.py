"""The answers of a wave as they may be told: counted, and small groups hidden. Pure.

Everybody answers every question, so a group is as large in each: which groups are shown is
decided once, by the rule for all that counts people, and of a group that is not shown nothing is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from organisations.engagement.surveys.rules import (
    ALL,
    BY_SECTOR,
    BY_USE,
    GROUPS,
    ITEMS_BY_CODE,
    WELL,
    WHOLE,
    Item,
    answers_of,
)
from organisations.members.rules import SECTOR_GROUPS
from reporting.disclosure.rules import hidden
from reporting.disclosure.sums import LEAST, Counted, Sum


@dataclass(frozen=True, slots=True)
class Answered:
    """What one person said, without who they are."""

    sector: str
    uses_system: bool
    answers: Mapping[str, str]
    hours_saved: int | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        use = "users" if self.uses_system else "others"
        return ALL, use, SECTOR_GROUPS.get(self.sector, "elsewhere")


def results_of(items: Sequence[str], said: Sequence[Answered]) -> dict[str, Any]:
    """What is published: None is a number that is not to be told."""
    people = {group: _of(group, said) for group in GROUPS}
    counts = {group: len(rows) for group, rows in people.items()}
    unseen = unseen_groups(counts)
    return {
        "people": {one: None if one in unseen else counts[one] for one in GROUPS},
        "items": {
            code: {
                group: _cells(ITEMS_BY_CODE[code], rows, seen=group not in unseen)
                for group, rows in people.items()
            }
            for code in items
        },
        "hours": _hours(said),
    }


def unseen_groups(counts: Mapping[str, int]) -> frozenset[str]:
    """Those of fewer than five, and what would leave one of them as the difference.

    From five on, everybody together is shown, whatever that hides of the groups.
    """
    unseen = hidden(Counted(counts, [Sum(ALL, BY_USE), Sum(ALL, BY_SECTOR)]))
    if ALL in unseen and counts[ALL] >= LEAST:
        return frozenset({*BY_USE, *BY_SECTOR})
    return unseen


def _of(group: str, said: Iterable[Answered]) -> list[Answered]:
    return [one for one in said if group in one.groups]


def _cells(item: Item, said: Sequence[Answered], *, seen: bool) -> dict[str, int | None]:
    answers = [code for code, _words in answers_of(item)]
    counts = {code: sum(one.answers[item.code] == code for one in said) for code in answers}
    best = [code for code, _words in item.scale.answers[:2]]
    counts |= {WHOLE: len(said), WELL: sum(counts[code] for code in best)}
    return {code: count if seen else None for code, count in counts.items()}


def _hours(said: Iterable[Answered]) -> dict[str, int | None]:
    """Of all together: the hours of a few would say what one of them said."""
    hours = [one.hours_saved for one in said if one.hours_saved is not None]
    if 0 < len(hours) < LEAST:
        return {"people": None, "hours": None}
    return {"people": len(hours), "hours": sum(hours)}
