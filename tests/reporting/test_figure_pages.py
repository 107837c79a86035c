"""The page of a figure, whichever it is: all that is chosen stands in its address."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals.referrals.actions import accept
from reporting.figures import report
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Choice,
    Column,
    Figure,
    Kind,
    Missing,
    Sheet,
    register,
)
from tests.referrals.pages import browser, text_of
from tests.world import World

PAGE = "/hamlets/reports/apples/"


def counted(asked: Asked) -> Sheet:
    """More apples this year than last, of each kind, and for pears none."""
    this_year = asked.period.first >= date(2026, 10, 1)
    rows = [
        {"kind": "Bramley", "apples": 30 if this_year else 20},
        {"kind": "Cox", "apples": 70 if this_year else HIDDEN},
    ]
    found = [row for row in rows if asked.filters.get("orchard") != "empty"]
    columns = [Column("kind", "Kind", Kind.TEXT), Column("apples", "Apples")]
    return Sheet(columns, found, n=100, missing=[Missing("No kind is known", 3)])


@pytest.fixture(autouse=True)
def _apples() -> Iterator[None]:
    register(
        Figure(
            code="apples",
            title="Apples by kind",
            section="overview",
            means="Apples picked in the period.",
            numerator="Every apple once.",
            counted=counted,
            reading=lambda sheet: f"There were {len(sheet.rows)} kinds.",
            filters=[
                Choice("orchard", "Orchard", lambda _id: [("empty", "Empty"), ("full", "Full")])
            ],
            chart_of=("kind", "apples"),
        )
    )
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield
    del report._figures["apples"]


def read(world: World, query: str = "", name: str = "analyst") -> str:
    return text_of(browser(world, name).get(f"{PAGE}{query}"))


def test_a_figure_is_read_as_sentence_chart_table_and_definition(world: World) -> None:
    page = read(world)

    assert "There were 2 kinds." in page and "Apples picked in the period." in page
    assert "1 October 2026 to 22 November 2026" in page
    assert 'role="img"' in page and "No kind is known: 3" in page
    assert "(n): 100" in page


def test_its_link_says_all_that_was_chosen(world: World) -> None:
    page = read(world, "?period=2025-10-01_2026-09-30&orchard=full&compare=year&sort=-apples")

    query = "from=2025-10-01&amp;to=2026-09-30&amp;compare=year&amp;orchard=full&amp;sort=-apples"
    assert f"http://testserver{PAGE}?{query}" in page
    assert f"{PAGE}download/csv/?{query}" in page


def test_two_periods_stand_beside_each_other_with_the_difference(world: World) -> None:
    page = read(world, "?from=2026-10-01&to=2026-10-31&compare=year")

    assert "Apples: October 2025" in page and "+10 (+50%)" in page
    assert "fewer than 5 people" in page


def test_a_file_holds_what_it_is_compared_with(world: World) -> None:
    days = "from=2026-10-01&to=2026-10-31"

    file = browser(world, "analyst").get(f"{PAGE}download/csv/?{days}&compare=year")
    wrong = browser(world, "analyst").get(f"{PAGE}download/csv/?{days}&compare=moon")

    assert file.content.decode("utf-8-sig").splitlines() == [
        "kind,apples,apples_before",
        "Bramley,30,20",
        "Cox,70,Too few to show",
    ]
    assert wrong["Location"] == f"{PAGE}?{days}&compare=moon"


def test_what_was_chosen_wrongly_is_told_and_the_rest_is_shown(world: World) -> None:
    page = read(world, "?from=2026-10-31&to=2026-10-01&orchard=sea&compare=moon")

    assert "There is a problem" in page and 'href="#id_orchard"' in page
    assert 'href="#id_to"' in page and 'href="#id_compare"' in page
    assert "1 October 2026 to 22 November 2026" in page and "There were 2 kinds." in page


def test_rows_stand_in_the_order_asked_for(world: World) -> None:
    up, down = (read(world, f"?sort={sort}") for sort in ("apples", "-apples"))

    bramley, cox = (f'class="govuk-table__header">{kind}' for kind in ("Bramley", "Cox"))
    assert up.index(bramley) < up.index(cox) and down.index(cox) < down.index(bramley)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?orchard=empty", "Nothing matches what you chose"),
        ("?from=2001-01-01&to=2001-12-31&orchard=empty", "before the network began"),
    ],
)
def test_an_empty_table_says_why_it_is_empty(world: World, query: str, words: str) -> None:
    assert words in read(world, query)


def test_the_index_names_every_figure_with_its_definition(world: World) -> None:
    page = text_of(browser(world, "coordinator").get("/hamlets/reports/"))

    assert f'href="{PAGE}"' in page and "Apples picked in the period." in page
    assert "/hamlets/reports/repeat-crises/" in page and "/hamlets/reports/voice/" in page


@pytest.mark.parametrize("name", ["teacher", "adviser", "manager"])
def test_a_figures_page_is_not_there_for_others(world: World, name: str) -> None:
    assert browser(world, name).get(PAGE).status_code == 404


def test_what_a_page_asks_does_not_grow_with_what_is_counted(world: World) -> None:
    taken(world, times=1)
    asked_by(world, "apples")  # the first page of a day writes down that they were here
    few = {code: asked_by(world, code) for code in ("apples", "routes", "waits")}

    taken(world, times=8)
    many = {code: asked_by(world, code) for code in ("apples", "routes", "waits")}

    assert many == few and max(few.values()) < 50


def taken(world: World, *, times: int) -> None:
    for _number in range(times):
        [referral] = world.refer(world.grants)
        with world.acting("officer") as officer:
            accept(actor=officer, reference=referral.reference)


def asked_by(world: World, code: str) -> int:
    """Queries of one page, with two periods on it where there may be."""
    client = browser(world, "analyst")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/hamlets/reports/{code}/?compare=before")
    return len(captured)
