import pytest

from reporting.disclosure.families import Dimension, Family, Record, people_family, tabulated
from reporting.disclosure.rules import hidden
from reporting.disclosure.sums import Counted, Sum
from reporting.disclosure.years import hidden_of_year

TABLE = [
    Sum("all", ("with", "without")),
    Sum("with", ("with_again", "with_not")),
    Sum("without", ("without_again", "without_not")),
    Sum("again", ("with_again", "without_again")),
    Sum("not", ("with_not", "without_not")),
    Sum("all", ("again", "not")),
]


def table(with_again: int, with_not: int, without_again: int, without_not: int) -> Counted:
    return Counted(
        {
            "with_again": with_again,
            "with_not": with_not,
            "without_again": without_again,
            "without_not": without_not,
            "with": with_again + with_not,
            "without": without_again + without_not,
            "again": with_again + without_again,
            "not": with_not + without_not,
            "all": with_again + with_not + without_again + without_not,
        },
        TABLE,
    )


def row(**parts: int) -> Counted:
    return Counted({**parts, "all": sum(parts.values())}, [Sum("all", tuple(parts))])


def test_what_is_large_enough_is_shown() -> None:
    found = hidden(table(5, 20, 9, 30))

    assert found == frozenset()


def test_a_small_one_takes_with_it_what_would_give_it_away() -> None:
    found = hidden(table(3, 20, 9, 30))

    assert found == {"with_again", "with_not", "without_again", "without_not"}


def test_a_zero_is_shown_unless_it_tells_of_everybody_else() -> None:
    open_zero = row(north=0, south=12, east=7)
    quiet_zero = Counted(open_zero.numbers, open_zero.sums, quiet={"north"})

    found = hidden(open_zero), hidden(quiet_zero)

    assert found == (frozenset(), {"north", "east"})


def test_two_hidden_ones_that_make_a_small_number_together_are_not_enough() -> None:
    found = hidden(row(north=1, south=2, east=7, west=30))

    assert found == {"north", "south", "east"}


def test_a_quarter_that_was_hidden_is_not_told_by_its_year() -> None:
    quarters = [Counted({"all": n}) for n in (4, 11, 8, 9)]
    seen = [{"all": None}, {"all": 11}, {"all": 8}, {"all": 9}]

    found = hidden_of_year(Counted({"all": 32}), quarters, seen, lambda _name: False)

    assert found == {"all"}


@pytest.mark.parametrize("later", [1, 4])
def test_the_difference_of_two_views_is_kept_safe_too(later: int) -> None:
    counts = {"six": 12, "~later": later, "twelve": 12 + later}

    found = hidden(Counted(counts, [Sum("twelve", ("six", "~later"))]))

    assert found == {"~later", "six"}


def test_a_family_has_every_margin_of_its_tables_and_no_table_of_three() -> None:
    records = [
        Record({"ward": "e1", "need": ("food", "fuel")}),
        Record({"ward": "e2"}, n=6),
    ]

    found = tabulated([(), ("need",), ("ward",), ("ward", "need")], {"need"}, records)

    assert found.numbers == {
        "all": 7,
        "need=food": 1,
        "need=fuel": 1,
        "need=": 6,
        "ward=e1": 1,
        "ward=e2": 6,
        "ward=e1|need=food": 1,
        "ward=e1|need=fuel": 1,
        "ward=e2|need=": 6,
    }
    with pytest.raises(ValueError, match="No table"):
        three("age", "need", "ward")


def three(*codes: str) -> Family:
    dimensions = [Dimension(code) for code in codes]
    return people_family("three", dimensions, [codes], lambda _network, _period: [], of="nobody")
