from datetime import time

import pytest

from organisations.directory.keeping.times import read_time, typed_time


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9am", time(9)),
        ("9.30", time(9, 30)),
        (" 5:30 PM ", time(17, 30)),
        ("17:00", time(17)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("midday", time(12)),
        ("midnight", time(23, 59)),
        ("13pm", None),
        ("0am", None),
        ("24:00", None),
        ("9:75", None),
        ("nine", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, expected: time | None) -> None:
    assert read_time(typed) == expected


@pytest.mark.parametrize("at", [time(0), time(9), time(12), time(12, 30), time(23, 59)])
def test_what_is_shown_is_read_again(at: time) -> None:
    assert read_time(typed_time(at)) == at
