from datetime import date
from decimal import Decimal

from reporting.aftercare.rules import Felt, changes, counted
from reporting.disclosure.rules import hidden

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


def test_mean_and_median_go_with_five_people_or_more() -> None:
    eight = counted({"plans": 9}, [3, 1, 0, -2, 6, 4, 5, 2])
    four = counted({"plans": 9}, [3, 1, 0, -2])

    told = eight.beside, four.beside

    assert told == ({"steadiness": {"mean": Decimal("2.4"), "median": Decimal("2.5")}}, {})
    assert hidden(eight) == {"steadier", "as_before", "less_steady"}
    assert "steadiness" in hidden(four)
