"""What a table about people says: shares of who answered, and what it keeps back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ccs.tenancy.context import enter, system
from reporting.disclosure.models import Publication
from reporting.disclosure.published import Table
from reporting.figures.asking import asked_for, count
from reporting.figures.report import HIDDEN, Sheet, figures
from reporting.figures.rules import programme_year
from reporting.people import sheets
from tests.world import World

YEAR = programme_year(date(2024, 12, 1))
TODAY = date(2026, 11, 23)
COUNTED_ON = date(2025, 10, 29)


def published(world: World, family: str, cells: dict[str, int | None], **more: Any) -> None:
    with enter(system(world.network.pk)):
        Publication.objects.create(
            network=world.network,
            family=family,
            first=YEAR.first,
            last=YEAR.last,
            computed_at=datetime(2025, 10, 29, 12, tzinfo=UTC),
            counted_on=COUNTED_ON,
            cells=cells,
            **more,
        )


def told(world: World, code: str, group: str = "") -> Sheet:
    figure = figures()[code]
    return count(figure, asked_for(figure, world.network.pk, YEAR, group=group, today=TODAY))


def missing(sheet: Sheet) -> dict[str, Any]:
    return {str(one.words): one.count for one in sheet.missing}


def test_the_form_gives_each_share_of_who_answered_and_says_who_did_not(
    world: World, other_world: World
) -> None:
    cells = {"with_children=yes": 11, "with_children=no": 9, "with_children=not_asked": 10}
    more = {"minority=yes": 8, "minority=no": 12, "minority=prefer_not": None}
    published(world, "people", {"all": 30, **cells, **more, "nrpf=yes": 6, "nrpf=no": 24})
    published(other_world, "people", {"all": 77})

    sheet = told(world, "people")

    rows = [(row["who"], row["people"], row["share"], row["n"]) for row in sheet.rows]
    assert rows == [
        ("people", 30, None, None),
        ("with_children", 11, Decimal("55.0"), 20),
        ("minority", 8, Decimal("40.0"), 20),
        ("nrpf", 6, Decimal("20.0"), 30),
        ("interpreter", 0, None, 0),
    ]
    assert missing(sheet) == {
        "Families with children: Not asked": 10,
        "People in the Mixed, Asian, Black and Other ethnic groups:"
        " They preferred not to say": HIDDEN,
        "Counted on 29 October 2025. What was put right later is not in it.": None,
    }
    assert figures()["people"].reading(sheet) == (
        "30 people were helped. 55.0% of 20 live with children. 20.0% of 30 have no recourse to"
        " public funds."
    )


def test_a_sentence_says_what_is_shown_where_the_rest_is_hidden(world: World) -> None:
    hidden = {"all": None, "with_children=yes": 14, "with_children=no": None}
    groups = {"ethnic_group=white": None, "ethnic_group=asian": None}
    published(world, "people", {**hidden, **groups, "nrpf=yes": None, "nrpf=no": None})

    said = {code: figures()[code].reading(told(world, code)) for code in ("people", "ethnicity")}

    assert said == {
        "people": "14 people live with children.",
        "ethnicity": "There are too few people to show.",
    }


@pytest.mark.parametrize(
    ("country", "words"),
    [("england", "Asian or Asian British"), ("wales", "Asian, Asian Welsh or Asian British")],
)
def test_ethnic_groups_bear_the_names_of_the_country(
    world: World, country: str, words: str
) -> None:
    with enter(system(world.network.pk)):
        type(world.network).objects.filter(pk=world.network.pk).update(country=country)
    published(world, "people", {"all": 20, "ethnic_group=asian": 20, "ethnicity=asian_indian": 20})

    groups, categories = told(world, "ethnicity"), told(world, "ethnicity", "category")

    assert str(groups.columns[0].words["asian"]) == words
    assert categories.columns[0].words["asian_indian"] == f"{words}: Indian"
    assert (len(groups.rows), len(categories.rows)) == (5, 19)


def test_pounds_are_hidden_with_the_people_they_are_of(world: World) -> None:
    cells = {"all": 16, "kind=once": 16, "kind=once|evidence=saw": 9}
    hidden = {"kind=once|evidence=giver": None, "kind=once|evidence=person": None}
    beside = {
        "kind=once": {"pounds": "900.00"},
        "kind=once|evidence=saw": {"pounds": "500.50"},
    }
    published(world, "pounds", {**cells, **hidden}, beside=beside)

    sheet = told(world, "pounds")

    rows = [(row["kind"], row["evidence"], row["people"], row["pounds"]) for row in sheet.rows]
    assert rows == [
        ("once", "all", None, Decimal("900.00")),
        ("once", "saw", 9, Decimal("500.50")),
        ("once", "giver", HIDDEN, HIDDEN),
        ("once", "person", HIDDEN, HIDDEN),
    ]


def test_needs_stand_in_the_order_of_the_taxonomy_after_all_of_them(world: World) -> None:
    cells = {"all": 20, "state=met": 14, "state=partly": 6, "need=food": 12, "need=debt": 8}
    pairs = {"need=food|state=met": 12, "need=debt|state=partly": 8}
    published(world, "needs_of_people", {**cells, **pairs})

    sheet = told(world, "outcomes")

    rows = [(row["need"], row["met"], row["partly"], row["share"]) for row in sheet.rows]
    assert rows == [
        ("all", 14, 6, Decimal("70.0")),
        ("food", 12, 0, Decimal("100.0")),
        ("debt", 0, 8, Decimal("0.0")),
    ]


def test_of_how_many_is_known_from_the_rest_where_one_answer_is_hidden() -> None:
    shown = {"all": 40, "nrpf=yes": 12, "nrpf=no": 18}
    told = {"all": 40, "nrpf=yes": None, "nrpf=no": None, "nrpf=not_asked": 10}
    kept = {"all": 40, "nrpf=yes": None, "nrpf=no": 30, "nrpf=not_asked": None}

    found = [
        sheets.answered(Table(cells, {}, COUNTED_ON, ["nrpf"]), "nrpf", ("yes", "no"))
        for cells in (shown, told, kept)
    ]

    assert found == [30, 30, HIDDEN]
