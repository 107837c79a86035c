"""Charts of sheets: what is drawn, and that nobody needs colour, a wide screen or a style."""

import re
from datetime import date

import pytest
import typst

from reporting.figures.report import HIDDEN, Chart, Column, Figure, Kind, Row, Sheet
from reporting.figures.rules import Period
from reporting.pages.charts import chart_svg, picture_of
from reporting.pages.rules import Compare, before
from reporting.pages.tables import compared
from reporting.pages.words import difference


def figure(chart: Chart, *of: str) -> Figure:
    return Figure(
        code="apples",
        title="Apples",
        section="overview",
        means="Apples.",
        numerator="Apples.",
        counted=lambda asked: Sheet([], []),
        reading=lambda sheet: "Cox is picked most.",
        chart=chart,
        chart_of=(of[0], of[1]),
    )


def sheet(*rows: Row) -> Sheet:
    columns = [
        Column("kind", "Kind", Kind.TEXT),
        Column("ripe", "Ripe"),
        Column("green", "Green"),
    ]
    return Sheet(columns, rows)


COX = {"kind": "Cox <i>", "ripe": 70, "green": 20}
BRAMLEY = {"kind": "Bramley", "ripe": HIDDEN, "green": 30}


def test_bars_carry_their_names_numbers_title_and_sentence() -> None:
    drawn = chart_svg(figure(Chart.BARS, "kind", "ripe"), sheet(COX, BRAMLEY))

    assert "Cox &lt;i&gt;" in drawn and ">70<" in drawn and "Too few to show" in drawn
    assert ">Apples</title>" in drawn and ">Cox is picked most.</desc>" in drawn
    assert "style=" not in drawn and "class=" in drawn


@pytest.mark.parametrize("chart", [Chart.STACKED, Chart.LINE])
def test_series_are_told_apart_without_colour(chart: Chart) -> None:
    drawn = chart_svg(figure(chart, "kind", "ripe"), sheet(COX, COX | {"kind": "Bramley"}))

    other = "url(#chart" if chart == Chart.STACKED else 'stroke-dasharray="8 4"'
    assert other in drawn and "Ripe" in drawn and "Green" in drawn


def test_a_line_has_a_gap_where_a_number_is_hidden() -> None:
    rows = [COX | {"kind": kind} for kind in ("May", "June", "July")]
    rows[1] = rows[1] | {"ripe": HIDDEN}

    whole, gap = (
        chart_svg(figure(Chart.LINE, "kind", "ripe"), sheet(*some))
        for some in ([rows[0], rows[2]], rows)
    )

    assert gap.count("<polyline") == whole.count("<polyline") + 1


def test_letters_on_a_phone_are_no_smaller_than_twelve() -> None:
    drawn = chart_svg(figure(Chart.BARS, "kind", "ripe"), sheet(COX), width=290)

    assert min(int(size) for size in re.findall(r'font-size="(\d+)"', drawn)) >= 12
    assert 'viewBox="0 0 290 ' in drawn


def test_of_many_rows_the_largest_are_drawn() -> None:
    rows = [{"kind": f"Kind {number}", "ripe": number, "green": 0} for number in range(30)]

    drawn = chart_svg(figure(Chart.BARS, "kind", "ripe"), sheet(*rows))

    assert "Kind 29" in drawn and "Kind 10" in drawn and "Kind 9<" not in drawn


@pytest.mark.parametrize("chart", [Chart.BARS, Chart.STACKED, Chart.LINE])
def test_a_tagged_pdf_takes_every_kind_of_chart(chart: Chart) -> None:
    drawn = chart_svg(figure(chart, "kind", "ripe"), sheet(COX, BRAMLEY))

    page = '#set document(title: "Apples")\n#image(bytes(sys.inputs.chart), alt: "Cox most")'
    made = typst.compile(page.encode(), sys_inputs={"chart": drawn}, pdf_standards=["ua-1"])

    assert made.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("period", "how", "other"),
    [
        (
            Period(date(2026, 10, 1), date(2026, 12, 31)),
            Compare.BEFORE,
            Period(date(2026, 7, 1), date(2026, 9, 30)),
        ),
        (
            Period(date(2025, 2, 1), date(2025, 2, 28)),
            Compare.LAST_YEAR,
            Period(date(2024, 2, 1), date(2024, 2, 29)),
        ),
        (
            Period(date(2026, 10, 1), date(2026, 10, 7)),
            Compare.BEFORE,
            Period(date(2026, 9, 24), date(2026, 9, 30)),
        ),
    ],
)
def test_a_period_is_compared_with_one_as_long(period: Period, how: Compare, other: Period) -> None:
    assert before(period, how) == other


@pytest.mark.parametrize(
    ("now", "then", "kind", "words"),
    [
        (7424, 2678, Kind.COUNT, "+4,746 (+177%)"),
        (3, 5, Kind.COUNT, "−2 (−40%)"),
        (18, 17, Kind.COUNT, "+1 (+6%)"),
        (9, 8, Kind.COUNT, "+1 (+13%)"),
        (75, 30, Kind.MINUTES, "+45 min"),
        (HIDDEN, 30, Kind.COUNT, "–"),
        (0, 0, Kind.COUNT, "No change"),
    ],
)
def test_a_difference_is_said_with_its_sign(
    now: object, then: object, kind: Kind, words: str
) -> None:
    assert difference(now, then, Column("n", "n", kind)) == words  # type: ignore[arg-type]


def test_many_rows_of_nothing_are_left_out_and_said() -> None:
    rows = [{"kind": f"Kind {number}", "ripe": number % 3, "green": 1} for number in range(12)]

    picture = picture_of(figure(Chart.BARS, "kind", "ripe"), sheet(*rows))

    assert picture is not None
    assert [point.label for point in picture.drawing.points][:2] == ["Kind 1", "Kind 2"]
    assert len(picture.drawing.points) == 8
    assert picture.note == "Rows of 0 are not drawn."


def test_what_stands_aside_and_days_tell_no_row_from_another() -> None:
    columns = [
        Column("who", "Who", Kind.TEXT),
        Column("source", "Source", Kind.TEXT, aside=True),
        Column("since", "Since", Kind.DAY),
        Column("n", "Number"),
    ]
    now, then = (
        Sheet(columns, [{"who": "A", "source": source, "since": day, "n": number}])
        for source, day, number in (
            ("Ledger", date(2026, 10, 1), 7),
            ("Desk", date(2025, 10, 1), 5),
        )
    )

    table = compared(now, then, names=("Now", "Then"))

    assert table.rows == [("A", ["Ledger", "1 October 2026", "7", "5", "+2 (+40%)"])]


def test_a_month_is_compared_with_the_month_at_the_same_place() -> None:
    def of(*months: tuple[str, int]) -> Sheet:
        words = {month: month.upper() for month, _number in months}
        columns = [Column("month", "Month", Kind.TEXT, words=words), Column("n", "Number")]
        return Sheet(columns, [{"month": month, "n": number} for month, number in months])

    now, then = of(("oct 26", 5), ("nov 26", 9)), of(("oct 25", 4), ("nov 25", 9))

    table = compared(now, then, names=("Now", "Then"))

    assert table.rows == [
        ("OCT 26, before: OCT 25", ["5", "4", "+1 (+25%)"]),
        ("NOV 26, before: NOV 25", ["9", "9", "No change"]),
    ]
