"""Each person once, by what they told last; what is no answer stays apart."""

from decimal import Decimal
from uuid import UUID

from referrals.outcomes.rules import Awarded, Gained
from reporting.crises.households import Known
from reporting.people.gains import Sum, Telling, awards_of, money_of, needs_of
from reporting.people.rules import Answers, Helped, cells_of, people_of

AMINA, AMINA_AGAIN, BILAL, CARA = (UUID(int=number) for number in range(1, 5))
STORY, OTHER_STORY = UUID(int=21), UUID(int=22)
HELPED, ALSO_HELPED = UUID(int=31), UUID(int=32)


def test_two_records_of_one_person_count_once_with_what_was_told_last() -> None:
    told = [
        (AMINA, Answers(nrpf="yes", ethnicity="asian_indian", council="E09000030", ward="E05A")),
        (BILAL, Answers(nrpf="no")),
        (AMINA_AGAIN, Answers(with_children="yes", nrpf="no", age_band="25_49")),
        (CARA, Answers()),
    ]
    keys = {
        AMINA: Known(own=("born amina",), home="1 High Street"),
        AMINA_AGAIN: Known(own=("phone amina", "born amina")),
        BILAL: Known(own=("born bilal",), home="1 High Street"),
        CARA: Known(),
    }

    found = people_of(told, keys)

    assert found == {
        AMINA: Helped(
            Answers(
                with_children="yes",
                nrpf="no",
                age_band="25_49",
                ethnicity="asian_indian",
                council="E09000030",
                ward="E05A",
            ),
            known=True,
        ),
        BILAL: Helped(Answers(nrpf="no"), known=True),
        CARA: Helped(Answers(), known=False),
    }


def test_one_person_stands_in_every_table_once() -> None:
    answers = Answers("yes", "yes", True, "25_49", "black_african", "E09000030", "E05A")

    inside = cells_of(Helped(answers, known=True), councils=["E09000030"])
    outside = cells_of(Helped(answers, known=True), councils=["W06000011"])

    assert inside == {
        "with_children": "yes",
        "nrpf": "yes",
        "interpreter": "yes",
        "age_band": "25_49",
        "ethnicity": "black_african",
        "ethnic_group": "black",
        "minority": "yes",
        "council": "E09000030",
        "ward": "E05A",
        "recognised": "yes",
    }
    assert (outside["council"], outside["ward"]) == ("elsewhere", "elsewhere")


def test_not_asked_and_would_rather_not_say_are_in_no_group() -> None:
    rather_not = cells_of(Helped(Answers(ethnicity="prefer_not"), known=True), councils=[])
    not_asked = cells_of(Helped(Answers(), known=True), councils=[])

    assert (rather_not["ethnic_group"], rather_not["minority"]) == ("prefer_not", "prefer_not")
    assert (not_asked["ethnic_group"], not_asked["minority"]) == ("not_asked", "not_asked")
    assert (not_asked["council"], not_asked["age_band"]) == ("not_known", "not_known")


def test_a_need_stands_as_the_best_that_anybody_says() -> None:
    tellings = [
        Telling(AMINA, STORY, HELPED, Gained(needs=(("food", "not"), ("debt", "partly")))),
        Telling(AMINA, STORY, ALSO_HELPED, Gained(needs=(("food", "met"),))),
        Telling(BILAL, OTHER_STORY, None, Gained(needs=(("food", "not"),))),
    ]

    found = needs_of(tellings)

    assert found == {(AMINA, "food"): "met", (AMINA, "debt"): "partly", (BILAL, "food"): "not"}


def test_what_two_teams_wrote_down_of_one_gain_counts_once() -> None:
    grant = Awarded("award", Decimal("250.00"), scheme_code="charity", evidence="saw")
    heard = Awarded("award", Decimal("250.00"), evidence="person")
    yearly = Awarded("yearly", Decimal("910.00"), evidence="person")
    tellings = [
        Telling(AMINA, STORY, HELPED, Gained(awards=(grant, yearly))),
        Telling(AMINA, STORY, None, Gained(awards=(heard,))),
        Telling(BILAL, OTHER_STORY, None, Gained(awards=(Awarded("goods"),))),
    ]

    money, awards = money_of(tellings), awards_of(tellings)

    assert money == {
        (AMINA, "once", "saw"): Sum(1, Decimal("250.00")),
        (AMINA, "yearly", "person"): Sum(1, Decimal("910.00")),
        (BILAL, "once", "not_said"): Sum(1, Decimal(0)),
    }
    assert awards == {
        (AMINA, "charity"): Sum(1, Decimal("250.00")),
        (BILAL, "not_said"): Sum(1, Decimal(0)),
    }
