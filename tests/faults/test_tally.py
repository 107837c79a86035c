from bench.faults import row
from tests.faults.scenarios.tally import Tally


def test_a_fault_that_did_not_strike_each_time_shows_nothing() -> None:
    seen, unseen = Tally(), Tally()
    for number in range(20):
        seen.count(1)
        unseen.count(1, struck=number > 0)

    assert seen == Tally(tried=20, struck=20)
    assert row("two accept", seen, 6.2) == "| two accept | 20 | 20 | 0 | 0 | 0 | 6 |"
    assert row("two accept", unseen, 6.2) == "| two accept | 20 | INVALID: 19 | 0 | 0 | 0 | 6 |"
    assert (seen.valid, unseen.valid, Tally().valid) == (True, False, False)
