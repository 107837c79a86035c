"""Nobody is found in the tables about people that stand beside one another."""

from random import Random

import pytest

from referrals.assessments.equality import CATEGORIES
from reporting.disclosure.families import Record, family_of, tabulated
from reporting.disclosure.rules import hidden
from reporting.people.families import PEOPLE
from reporting.people.rules import Answers, Helped, cells_of
from tests.reporting.attack import found_by, margins

COUNCILS = ["north", "south"]
ANSWERS = ["yes", "yes", "no", "no", "no", "not_asked", "prefer_not"]


def somebody(chance: Random) -> Record:
    council = chance.choice([*COUNCILS, *COUNCILS, "", "beyond"])
    answers = Answers(
        with_children=chance.choice(ANSWERS),
        nrpf=chance.choice(ANSWERS),
        interpreter=chance.random() < 0.2,
        age_band=chance.choice(["16_24", "25_49", "25_49", "65_over", ""]),
        ethnicity=chance.choice(
            [*CATEGORIES, *["white_british"] * 20, "not_asked", "not_asked", "prefer_not"]
        ),
        council=council,
        ward=council and f"{council} {chance.randrange(4)}",
    )
    return Record(cells_of(Helped(answers, known=chance.random() < 0.9), councils=COUNCILS))


@pytest.mark.parametrize(("seed", "number"), [(41, 24), (42, 120), (43, 250)])
def test_nobody_is_found_in_tables_of_the_same_people(seed: int, number: int) -> None:
    chance = Random(seed)  # noqa: S311 - no secret hangs on it
    people = [somebody(chance) for _one in range(number)]

    counted = tabulated(family_of(PEOPLE).tables, set(), people)
    gone = hidden(counted)

    shown = {name: None if name in gone else n for name, n in counted.numbers.items() if n}
    assert found_by(shown, margins(shown)) == []
    assert all(n >= 5 for n in shown.values() if n is not None)
