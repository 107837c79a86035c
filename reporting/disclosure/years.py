"""A year beside its quarters, which everybody has seen already: pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from reporting.disclosure.families import Earlier
from reporting.disclosure.rules import hidden, kept_safe
from reporting.disclosure.sums import UNSEEN, Counted, Holds, Sum

YEAR = "year"


def added_up(year: Counted, quarters: Sequence[Counted], nearly: Callable[[str], bool]) -> Counted:
    """The year's own numbers where it counts people once; else the sum of its quarters."""
    names = {name for one in (year, *quarters) for name in one.numbers}
    return replace(
        year,
        numbers={
            name: year.numbers.get(name, 0)
            if nearly(name)
            else sum(one.numbers.get(name, 0) for one in quarters)
            for name in sorted(names)
        },
    )


def hidden_of_year(
    year: Counted,
    quarters: Sequence[Counted],
    published: Sequence[Earlier],
    nearly: Callable[[str], bool],
) -> frozenset[str]:
    """What the year hides, its quarters being as they were published, and counted as then.

    Where nothing else was found, as of a year of which the quarters tell no number.
    """
    views = {YEAR: year}
    for place, (one, seen) in enumerate(zip(quarters, published, strict=True), start=1):
        shown = {
            name for name in one.numbers if UNSEEN not in name and seen.get(name, 0) is not None
        }
        views[f"q{place}"] = replace(one, shown=one.shown | shown)
    gone = {
        f"q{place} {name}"
        for place, seen in enumerate(published, start=1)
        for name, number in seen.items()
        if number is None
    }
    found = kept_safe(_together(views, nearly), already=gone)
    if found is None:
        return hidden_of_other_year(year, published)
    start = f"{YEAR} "
    return frozenset(name.removeprefix(start) for name in found if name.startswith(start))


def hidden_of_other_year(year: Counted, published: Sequence[Earlier]) -> frozenset[str]:
    """The same, where the quarters would now be counted otherwise: no number tells of them.

    What a quarter hides is hidden in the year; what is left can be added up from the quarters.
    """
    gone = {name for seen in published for name, number in seen.items() if number is None}
    return hidden(replace(year, secret=year.secret | (gone & year.numbers.keys())))


def as_published(
    year: Counted, published: Sequence[Earlier], nearly: Callable[[str], bool]
) -> Counted:
    """A sum of the numbers that the quarters showed, wherever they showed all of them."""
    numbers = dict(year.numbers)
    for name in {name for seen in published for name in seen}:
        parts = [seen.get(name, 0) for seen in published]
        if not nearly(name) and all(part is not None for part in parts):
            numbers[name] = sum(part or 0 for part in parts)
    return replace(year, numbers=numbers)


def _together(views: Mapping[str, Counted], nearly: Callable[[str], bool]) -> Counted:
    """All views as one, with what the year is made of."""
    return Counted(
        {f"{view} {name}": n for view, one in views.items() for name, n in one.numbers.items()},
        [*_own_sums(views), *_across(views, nearly)],
        quiet=_named(views, "quiet"),
        secret=_named(views, "secret"),
        few=_named(views, "few"),
        least={f"{view} {name}": n for view, one in views.items() for name, n in one.least.items()},
        shown=_named(views, "shown"),
    )


def _own_sums(views: Mapping[str, Counted]) -> Iterator[Sum]:
    for view, one in views.items():
        for own in one.sums:
            yield Sum(
                f"{view} {own.total}", tuple(f"{view} {part}" for part in own.parts), own.holds
            )


def _across(views: Mapping[str, Counted], nearly: Callable[[str], bool]) -> Iterator[Sum]:
    for name in views[YEAR].numbers:
        parts = [
            f"{view} {name}" for view, one in views.items() if view != YEAR and name in one.numbers
        ]
        if parts:
            holds = Holds.NEARLY if nearly(name) else Holds.EXACT
            yield Sum(f"{YEAR} {name}", tuple(parts), holds)


def _named(views: Mapping[str, Counted], what: str) -> frozenset[str]:
    return frozenset(f"{view} {name}" for view, one in views.items() for name in getattr(one, what))
