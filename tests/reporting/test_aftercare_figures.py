from datetime import date
from decimal import Decimal

from reporting.aftercare.rules import Felt, change_counts, changes, shown

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def test_the_change_is_from_the_first_answer_to_the_last_of_who_answered_twice() -> None:
    felt = [
        Felt("amina", date(2025, 12, 1), 2),
        Felt("amina", date(2026, 1, 5), 4),
        Felt("amina", date(2026, 3, 2), 7),
        Felt("bilal", date(2026, 2, 2), 9),
        Felt("cara", date(2025, 10, 1), 5),
        Felt("cara", date(2025, 12, 1), 1),
    ]

    found = changes(felt, first=FIRST, last=LAST)

    assert found == [5]


def test_mean_and_median_are_of_five_people_or_more() -> None:
    points = {"year": [3, 1, 0, -2, 6], "q1": [3, 1, 0, -2, 6]}
    views = {view: {"plans": 9, **change_counts(found)} for view, found in points.items()}

    figures = shown(views, points)

    assert figures["year"].mean_change == Decimal("1.6")
    assert figures["year"].median_change == Decimal("1.0")
    assert figures["year"].counts == {
        "plans": 9,
        "steadiness": 5,
        "steadier": None,
        "as_before": None,
        "less_steady": None,
    }


def test_a_year_that_would_tell_a_small_quarter_is_hidden_with_it() -> None:
    points = {"year": [3, 1, 0, -2, 6], "q1": [3, 1, 0, -2]}
    views = {view: change_counts(found) for view, found in points.items()}

    figures = shown(views, points)

    assert [one.mean_change for one in figures.values()] == [None, None]
