import pytest

from reporting.disclosure.rules import Sum, hidden

TABLE = [
    Sum("all", ("with", "without")),
    Sum("with", ("with_again", "with_not")),
    Sum("without", ("without_again", "without_not")),
    Sum("again", ("with_again", "without_again")),
    Sum("not", ("with_not", "without_not")),
    Sum("all", ("again", "not")),
]


def table(with_again: int, with_not: int, without_again: int, without_not: int) -> dict[str, int]:
    return {
        "with_again": with_again,
        "with_not": with_not,
        "without_again": without_again,
        "without_not": without_not,
        "with": with_again + with_not,
        "without": without_again + without_not,
        "again": with_again + without_again,
        "not": with_not + without_not,
        "all": with_again + with_not + without_again + without_not,
    }


def test_what_is_large_enough_is_shown() -> None:
    found = hidden(table(5, 20, 9, 30), TABLE)

    assert found == frozenset()


def test_a_small_one_takes_with_it_what_would_give_it_away() -> None:
    found = hidden(table(3, 20, 9, 30), TABLE)

    assert found == {"with_again", "with_not", "without_again", "without_not"}


def test_zero_is_a_small_number() -> None:
    found = hidden(
        {"north": 0, "south": 12, "east": 7, "all": 19}, [Sum("all", ("north", "south", "east"))]
    )

    assert found == {"north", "east"}


def test_two_hidden_ones_that_make_a_small_number_together_are_not_enough() -> None:
    found = hidden(
        {"north": 1, "south": 2, "east": 7, "west": 30, "all": 40},
        [Sum("all", ("north", "south", "east", "west"))],
    )

    assert found == {"north", "south", "east"}


def test_a_quarter_is_not_told_by_its_year() -> None:
    found = hidden(
        {"q1": 4, "q2": 11, "q3": 8, "q4": 9, "year": 32}, [Sum("year", ("q1", "q2", "q3", "q4"))]
    )

    assert found == {"q1", "q3"}


@pytest.mark.parametrize("later", [1, 4])
def test_the_difference_of_two_views_is_kept_safe_too(later: int) -> None:
    counts = {"six": 12, "later": later, "twelve": 12 + later}

    found = hidden(counts, [Sum("twelve", ("six", "later"))], secret=["later"])

    assert found == {"later", "six"}
