"""Nobody finds a hidden number, with all that was published and a solver for whole numbers."""

from random import Random

import pytest

from reporting.crises.counting import beside_six, counted_six, counted_twelve
from reporting.crises.rules import Why
from reporting.disclosure.families import Record, tabulated
from reporting.disclosure.rules import hidden
from reporting.disclosure.sums import Counted
from reporting.disclosure.years import (
    added_up,
    as_published,
    hidden_of_other_year,
    hidden_of_year,
)
from reporting.voice.rules import Count, counted
from tests.reporting.attack import Known, Shown, as_one, found_by, margins, over_a_year

_FOUR = (1, 2, 3, 4)
NEEDS = ("food", "fuel", "cash", "debt")
TABLES = [(), ("ward",), ("need",), ("ethnicity",), ("ward", "need"), ("ward", "ethnicity")]


def chance_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret hangs on it


def people(chance: Random, number: int, wards: int) -> list[Record]:
    """Few in most wards; one in three names two needs."""
    return [
        Record(
            {
                "ward": f"w{int(chance.random() ** 2 * wards)}",
                "ethnicity": chance.choice("aaaaabbcd"),
                "need": tuple(
                    chance.sample(["food", "fuel", "cash", "debt"], chance.choice([1, 1, 2]))
                ),
            }
        )
        for _one in range(number)
    ]


def shown_of(one: Counted, gone: frozenset[str]) -> Shown:
    return {
        name: None if name in gone else number
        for name, number in one.numbers.items()
        if "~" not in name and (number or name in gone)
    }


def published_year(
    quarters: list[Counted], year: Counted, *, once: bool = False, corrected: bool = False
) -> dict[str, Shown]:
    """One after the other, as they come to be published."""
    seen = [shown_of(one, hidden(one)) for one in quarters]

    def nearly(_name: str) -> bool:
        return once

    whole = added_up(year, quarters, nearly)
    if corrected:
        whole = as_published(whole, seen, nearly)
        gone = hidden_of_other_year(whole, seen)
    else:
        gone = hidden_of_year(whole, quarters, seen, nearly)
    views = {f"q{place}": one for place, one in enumerate(seen, start=1)}
    return {**views, "year": shown_of(whole, gone)}


def attacked(views: dict[str, Shown], *, exact: bool) -> list[str]:
    names = {name for shown in views.values() for name in shown}
    known = over_a_year(views, margins(names, several=["need"]), exact=exact)
    return found_by(as_one(views), known)


def test_hiding_small_numbers_alone_gives_them_away() -> None:
    counted_people = tabulated(TABLES, {"need"}, people(chance_of(7), 60, 4))
    small = frozenset(name for name, n in counted_people.numbers.items() if n < 5)
    shown = shown_of(counted_people, small)

    found = found_by(shown, margins(shown, several=["need"]))

    assert found


@pytest.mark.parametrize(("seed", "number", "wards"), [(1, 30, 3), (2, 90, 6), (3, 300, 8)])
def test_tables_that_share_people_give_nothing_away(seed: int, number: int, wards: int) -> None:
    counted_people = tabulated(TABLES, {"need"}, people(chance_of(seed), number, wards))
    shown = shown_of(counted_people, hidden(counted_people))

    found = found_by(shown, margins(shown, several=["need"]))

    assert found == []
    assert sum(number is not None for number in shown.values()) > len(shown) // 4


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_year_and_the_quarters_before_it_give_nothing_away(seed: int) -> None:
    chance = chance_of(seed)
    told = [people(chance, chance.choice([8, 25, 40]), 3) for _quarter in range(4)]
    quarters = [tabulated(TABLES, {"need"}, one) for one in told]
    year = tabulated(TABLES, {"need"}, [record for one in told for record in one])

    views = published_year(quarters, year)

    assert attacked(views, exact=True) == []


def test_people_who_came_twice_give_nothing_away() -> None:
    chance = chance_of(21)
    told = [people(chance, 25, 3) for _quarter in range(4)]
    told[1] += told[0][:6]
    quarters = [tabulated(TABLES, {"need"}, one) for one in told]
    year = tabulated(TABLES, {"need"}, [*told[0], *told[1][:-6], *told[2], *told[3]])

    views = published_year(quarters, year, once=True)

    assert attacked(views, exact=False) == []


def test_a_year_that_was_corrected_after_its_quarters_tells_no_more_than_they() -> None:
    chance = chance_of(31)
    told = [people(chance, 25, 3) for _quarter in range(4)]
    quarters = [tabulated(TABLES, {"need"}, one) for one in told]
    year = tabulated(TABLES, {"need"}, [record for one in told for record in one[1:]])

    views = published_year(quarters, year, corrected=True)

    shown = {name for name, number in views["year"].items() if number is not None}
    told = {name for name in shown if all(views[f"q{q}"].get(name, 0) is not None for q in _FOUR)}
    assert shown == told != set()


def said(chance: Random) -> dict[str, dict[str, Count]]:
    return {
        measure: {
            service: Count(chance.choice([0, 3, 6, 20, 40]), chance.choice([0, 0, 1, 2, 5, 9]))
            for service in ("advice", "bank", "council", "debt")
        }
        for measure in ("contacted", "respect")
    }


@pytest.mark.parametrize("seed", [41, 42, 43, 44])
def test_what_people_say_gives_nobody_away(seed: int) -> None:
    chance = chance_of(seed)
    told = [said(chance) for _quarter in range(4)]
    every = {
        measure: {
            service: sum((one[measure][service] for one in told), Count())
            for service in told[0][measure]
        }
        for measure in told[0]
    }
    quarters, year = [counted(one) for one in told], counted(every)

    views = published_year(quarters, year)

    few = [
        f"{view} {name.rsplit('/', 1)[0]}/{'other' if 'few_otherwise' in said_of else 'good'}"
        for view, one in zip(views, [*quarters, year], strict=True)
        for name, said_of in one.beside.items()
        if views[view].get(name)
    ]
    names = {name for shown in views.values() for name in shown}
    found = found_by(
        as_one(views),
        over_a_year(views, _of_answers(names), exact=True),
        with_zero=[f"{view} {name}" for view in views for name in names if name[-2:] != "/n"],
        few=few,
    )
    assert found == []


def _of_answers(names: set[str]) -> list[Known]:
    rows = {name.rsplit("/", 1)[0] for name in names}
    known = [Known(f"{row}/n", (f"{row}/good", f"{row}/other")) for row in rows]
    for measure in {row.split("/")[0] for row in rows}:
        services = [row for row in rows if row.startswith(f"{measure}/") and row[-1] != "/"]
        known += [
            Known(f"{measure}//{what}", tuple(f"{row}/{what}" for row in services))
            for what in ("n", "good", "other")
        ]
    return known


def households(chance: Random) -> dict[str, int]:
    """Of each group: came again within six months, within twelve, not at all."""
    counts = {"unrecognised": chance.choice([0, 2, 7]), "not_said": chance.choice([0, 1, 9])}
    groups = {
        group: (chance.choice([0, 2, 6, 9]), chance.choice([0, 1, 5]), chance.choice([0, 4, 20]))
        for group in ("with_aftercare", "without_aftercare")
    }
    groups["all"] = tuple(map(sum, zip(*groups.values(), strict=True)))  # type: ignore[assignment]
    for group, (early, later, never) in groups.items():
        counts |= {
            f"6/{group}/n": early + later + never,
            f"6/{group}/again": early,
            f"6/{group}/not": later + never,
            f"12/{group}/n": early + later + never,
            f"12/{group}/again": early + later,
            f"12/{group}/not": never,
        }
    without = counts["6/without_aftercare/n"]
    no = min(without, chance.choice([0, 3, 6]))
    return counts | {
        "6/early": 0,
        "12/early": 0,
        Why.SAID_NO: no,
        Why.NOT_REACHED: 0,
        Why.NO_PLAN: without - no,
    }


@pytest.mark.parametrize("seed", range(51, 61))
def test_six_and_twelve_months_give_nobody_away(seed: int) -> None:
    every = households(chance_of(seed))
    six = counted_six(every)
    first = shown_of(six, hidden(six))
    twelve = beside_six(counted_twelve(every), first)
    then = shown_of(twelve, hidden(twelve))

    shown = {**then, **first}

    groups = ("all", "with_aftercare", "without_aftercare")
    known = [
        *(Known(f"{m}/{g}/n", (f"{m}/{g}/again", f"{m}/{g}/not")) for m in (6, 12) for g in groups),
        *(
            Known(f"{m}/all/{what}", tuple(f"{m}/{group}/{what}" for group in groups[1:]))
            for m in (6, 12)
            for what in ("n", "again", "not")
        ),
        *(Known(f"12/{group}/n", (f"6/{group}/n",)) for group in groups),
        Known("6/without_aftercare/n", tuple(Why)),
    ]
    later = {f"later {group}": None for group in groups if shown.get(f"12/{group}/n", 0) != 0}
    known += [Known(f"12/{name[6:]}/again", (f"6/{name[6:]}/again", name)) for name in later]
    zero = [name for name in shown if name.endswith(("/again", "/not"))]
    found = found_by({**shown, **later}, known, with_zero=[*zero, *later])
    real = {f"later {g}": every[f"12/{g}/again"] - every[f"6/{g}/again"] for g in groups}
    assert [name for name in found if name not in real or real[name] > 0] == []
