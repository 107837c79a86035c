"""What somebody works out who knows all that was published, and reckons with whole numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

LEAST = 5
# More people than there can be: so that each answer has an end.
_MANY = 10_000
Shown = Mapping[str, int | None]


@dataclass(frozen=True)
class Known:
    """`total` is all `parts` together; where people stand in several, it is not more than that."""

    total: str
    parts: tuple[str, ...]
    exact: bool = True


def found_by(
    shown: Shown,
    known: Iterable[Known],
    *,
    with_zero: Iterable[str] = (),
    few: Iterable[str] = (),
) -> list[str]:
    """The hidden numbers of which the value is certain, or that they are 1 to 4.

    A hidden number is 1 or more unless zeros are hidden `with_zero`; of `few` it was said that it
    is less than 5, and then only its value must not be certain.
    """
    hidden = [name for name, number in shown.items() if number is None]
    if not hidden:
        return []
    told = set(few)
    bounds = Bounds(
        [0 if name in set(with_zero) else 1 for name in hidden],
        [LEAST - 1 if name in told else _MANY for name in hidden],
    )
    rules = _rules(shown, list(known), hidden)
    # By name: the least and the most that it was in any world so far.
    seen = dict.fromkeys(hidden, (_MANY, 0))
    found = []
    for place, name in enumerate(hidden):
        for sign in (-1, 1):
            if _is_certain(seen[name], told=name in told):
                world = _world(place, sign, len(hidden), bounds, rules)
                for other, number in zip(hidden, world, strict=True):
                    seen[other] = (min(seen[other][0], number), max(seen[other][1], number))
        if _is_certain(seen[name], told=name in told):
            found.append(name)
    return found


def _is_certain(seen: tuple[int, int], *, told: bool) -> bool:
    low, high = seen
    return low >= high if told or not low else high < LEAST


def _world(place: int, sign: int, size: int, bounds: Bounds, rules: LinearConstraint) -> list[int]:
    """One in which all that is shown is so, and the number at `place` is the least or the most."""
    aim = np.zeros(size)
    aim[place] = sign
    answer = milp(aim, integrality=np.ones(size), bounds=bounds, constraints=rules)
    assert answer.status == 0, answer.message
    return [round(number) for number in answer.x]


def _rules(shown: Shown, known: Sequence[Known], hidden: Sequence[str]) -> LinearConstraint:
    place = {name: number for number, name in enumerate(hidden)}
    rows, low, high = [], [], []

    def reckon(signs: Mapping[str, int], least: float, most: float) -> None:
        row = np.zeros(len(hidden))
        seen = 0
        for name, sign in signs.items():
            number = shown.get(name, 0)
            if number is None:
                row[place[name]] += sign
            else:
                seen += sign * number
        if row.any():
            rows.append(row)
            low.append(least - seen)
            high.append(most - seen)

    for one in known:
        reckon({one.total: -1} | dict.fromkeys(one.parts, 1), 0, 0 if one.exact else np.inf)
        for part in one.parts:
            reckon({one.total: 1, part: -1}, 0, np.inf)
    return LinearConstraint(np.array(rows or np.zeros((1, len(hidden)))), low or 0, high or 0)


def margins(names: Iterable[str], *, several: Iterable[str] = ()) -> list[Known]:
    """What everybody knows of tables: `ward=a|need=food` is among `ward=a` and `need=food`."""
    parts: dict[tuple[str, str], list[str]] = {}
    for name in names:
        values = [] if name == "all" else name.split("|")
        for value in values:
            total = "|".join(other for other in values if other != value) or "all"
            parts.setdefault((total, value.split("=")[0]), []).append(name)
    return [
        Known(total, tuple(cells), exact=by not in set(several))
        for (total, by), cells in parts.items()
    ]


def over_a_year(views: Mapping[str, Shown], known: Iterable[Known], *, exact: bool) -> list[Known]:
    """Every view's own sums, and that a year is made of its quarters."""
    every = [
        Known(f"{view} {one.total}", tuple(f"{view} {part}" for part in one.parts), one.exact)
        for one in known
        for view in views
    ]
    names = {name for shown in views.values() for name in shown}
    quarters = [view for view in views if view != "year"]
    if "year" in views:
        every += [
            Known(f"year {name}", tuple(f"{view} {name}" for view in quarters), exact)
            for name in names
        ]
    return every


def as_one(views: Mapping[str, Shown]) -> dict[str, int | None]:
    return {f"{view} {name}": n for view, shown in views.items() for name, n in shown.items()}
