"""Shares of what people say, with small numbers hidden."""

from datetime import date

from reporting.disclosure.published import Table
from reporting.disclosure.rules import hidden
from reporting.figures.rules import Period
from reporting.voice.presenters import share_in_words
from reporting.voice.rules import ALL, Count, Shown, counted, settled_periods, shown_of


def table(rows: dict[str, Count]) -> dict[str, Shown]:
    """What is published of one question."""
    every = counted({"respect": rows})
    gone = hidden(every)
    published = Table(
        {name: None if name in gone else n for name, n in every.numbers.items()},
        {name: dict.fromkeys(told, "1") for name, told in every.beside.items()},
        date(2026, 10, 22),
    )
    return {service: shown_of(published, "respect", service) for service in (*rows, ALL)}


def test_a_share_comes_with_how_many_said_so() -> None:
    shown = table({"advice": Count(30, 10), "debt": Count(20, 9)})

    assert shown["advice"] == Shown(40, 75, 75)
    assert share_in_words(shown[ALL]) == "72% (n 69)"


def test_few_who_said_otherwise_make_or_more() -> None:
    shown = table({"advice": Count(57, 3)})

    assert share_in_words(shown["advice"]) == "93% or more (n 60)"


def test_of_so_few_that_it_would_tell_how_many_it_is_not_said_that_few_did() -> None:
    shown = table({"advice": Count(5, 0), "debt": Count(8, 0), "food": Count(9, 0)})

    assert [share_in_words(shown[key]) for key in ("advice", "debt", "food")] == [
        "Not shown (n 5)",
        "Not shown (n 8)",
        "56% or more (n 9)",
    ]


def test_fewer_than_five_answers_are_not_shown_nor_told_by_the_sum() -> None:
    shown = table({"advice": Count(2, 1), "debt": Count(30, 10), "food": Count(20, 9)})

    assert shown["advice"].n is None
    assert [one.n for one in shown.values()].count(None) == 2
    assert shown[ALL].n in {72, None}


def test_a_small_share_is_not_told_by_the_sum_of_the_others() -> None:
    shown = table({"advice": Count(57, 3), "debt": Count(30, 10)})

    assert not shown["advice"].exact
    assert not (shown["debt"].exact and shown[ALL].exact)


def test_a_quarter_is_shown_when_nobody_can_change_their_answer_any_more() -> None:
    first, quarter = date(2026, 7, 1), Period(date(2026, 7, 1), date(2026, 9, 30))

    before = settled_periods(today=date(2026, 10, 21), first=first)
    after = settled_periods(today=date(2026, 10, 22), first=first)

    assert before == []
    assert quarter in after
