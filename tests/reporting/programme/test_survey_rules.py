"""Which groups of a survey are shown."""

from reporting.surveys.rules import Answered, results_of


def people(number: int, sector: str, *, uses: bool, answer: str = "agree") -> list[Answered]:
    return [Answered(sector, uses, {"dignity": answer}, 4)] * number


def test_a_group_of_fewer_than_five_is_hidden_with_what_would_tell_of_it():
    said = [*people(9, "vcs", uses=True), *people(6, "school", uses=True)]

    told = results_of(["dignity"], [*said, *people(3, "", uses=False)])

    assert told["people"] == {
        "all": 18,
        "users": None,
        "others": None,
        "vcs": 9,
        "la_statutory": None,
        "elsewhere": None,
    }
    assert told["items"]["dignity"]["la_statutory"]["agree"] is None


def test_all_answers_of_a_group_that_is_shown_are_counted():
    said = [*people(4, "vcs", uses=True), *people(8, "faith", uses=True, answer="strongly_agree")]

    told = results_of(["dignity"], [*said, *people(1, "housing", uses=True, answer="dont_know")])

    cells = told["items"]["dignity"]["vcs"]
    assert (cells["agree"], cells["strongly_agree"], cells["dont_know"]) == (4, 8, 1)
    assert (cells["well"], cells["n"]) == (12, 13)


def test_hours_of_a_few_are_not_told():
    said = people(4, "vcs", uses=True)

    told = results_of(["dignity"], said)

    assert told["hours"] == {"people": None, "hours": None}
