"""Shares of what people say, with small numbers hidden."""

from datetime import date

from reporting.figures.rules import Period
from reporting.voice.presenters import share_in_words
from reporting.voice.rules import ALL, Count, Shown, settled_periods, table, year_of


def test_a_share_comes_with_how_many_said_so() -> None:
    shown = table({"advice": Count(30, 10), "debt": Count(20, 9)})

    assert shown["advice"] == Shown(40, 75, 75)
    assert share_in_words(shown[ALL]) == "72% (n 69)"


def test_few_who_said_otherwise_make_or_more() -> None:
    shown = table({"advice": Count(57, 3)})

    assert share_in_words(shown["advice"]) == "93% or more (n 60)"


def test_fewer_than_five_answers_are_not_shown_nor_told_by_the_sum() -> None:
    shown = table({"advice": Count(2, 1), "debt": Count(30, 10), "food": Count(20, 9)})

    hidden = [name for name, one in shown.items() if one.n is None]
    assert hidden == ["advice", "food"]
    assert shown["debt"].exact and shown[ALL].exact


def test_a_small_share_is_not_told_by_the_sum_of_the_others() -> None:
    shown = table({"advice": Count(57, 3), "debt": Count(30, 10)})

    assert (shown["advice"].exact, shown["debt"].exact) == (False, False)


def test_a_year_does_not_tell_what_its_quarters_hide() -> None:
    small, large = {"advice": Count(3, 1)}, {"advice": Count(30, 10)}

    told = year_of([small, large, large, large])
    together = year_of([small, {"advice": Count(2, 2)}, {"advice": Count(1, 3)}, {}])

    assert told["advice"] == Shown()
    assert share_in_words(together["advice"]) == "50% (n 12)"


def test_a_quarter_is_shown_when_nobody_can_change_their_answer_any_more() -> None:
    first, quarter = date(2026, 7, 1), Period(date(2026, 7, 1), date(2026, 9, 30))

    before = settled_periods(today=date(2026, 10, 21), first=first)
    after = settled_periods(today=date(2026, 10, 22), first=first)

    assert before == []
    assert quarter in after
