"""Several views of the same people: a year and its quarters. What one shows tells of another."""

from collections.abc import Iterable, Iterator, Mapping

from reporting.disclosure.rules import Sum

Views = Mapping[str, Mapping[str, int]]


def named(views: Views) -> dict[str, int]:
    """Every count of every view, by `view name`."""
    return {
        f"{view} {name}": count for view, counts in views.items() for name, count in counts.items()
    }


def sums_in(views: Views, sums: Iterable[Sum], *, whole: str) -> Iterator[Sum]:
    """Those of each view, and that the `whole` is made of the others, name by name.

    Somebody may stand in two parts and once in the whole: nearly a sum is near enough.
    """
    for one in sums:
        for view in views:
            yield Sum(f"{view} {one.total}", tuple(f"{view} {part}" for part in one.parts))
    for name in views[whole]:
        yield Sum(f"{whole} {name}", tuple(f"{view} {name}" for view in views if view != whole))
