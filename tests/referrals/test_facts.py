from datetime import date
from uuid import UUID

import pytest

from organisations.matching.rules import Asked, Candidate, Facts, judge
from referrals.assessments.facts import facts_of
from referrals.assessments.rules import Person, Relative, Told

TODAY = date(2026, 11, 22)


def told(**known: object) -> Told:
    household, answers = known.pop("household", ()), known.pop("answers", {})
    return Told(client=Person("Amina", **known), household=household, answers=answers, needs=())


def codes_for(
    band: str, *, youngest: int | None = None, oldest: int | None = None
) -> tuple[list[str], ...]:
    """What judging says about age: for, unknown, against."""
    service = Candidate(
        UUID(int=1), "Advice", frozenset({"food"}), minimum_age=youngest, maximum_age=oldest
    )
    facts = facts_of(told(age_band=band), today=TODAY)
    match = judge(Asked(needs=("food",), facts=facts), service)
    groups = (match.reasons, match.unknowns, match.ruled_out)
    return tuple([one.code for one in group if "age" in one.code] for group in groups)


def test_an_age_comes_from_the_date_of_birth() -> None:
    born = facts_of(told(date_of_birth=date(1990, 11, 23), age_band="16_24"), today=TODAY)

    assert (born.age, born.oldest) == (35, None)


@pytest.mark.parametrize(
    ("band", "limits", "found"),
    [
        ("25_49", {"youngest": 18}, (["takes_age"], [], [])),
        ("16_24", {"youngest": 18}, ([], ["age_not_known"], [])),
        ("16_24", {"oldest": 18}, ([], ["age_not_known"], [])),
        ("under_16", {"youngest": 18}, ([], [], ["wrong_age"])),
        ("65_over", {"oldest": 64}, ([], [], ["wrong_age"])),
        ("65_over", {"youngest": 60}, (["takes_age"], [], [])),
        ("", {"youngest": 18}, ([], ["age_not_known"], [])),
    ],
)
def test_a_band_across_a_limit_decides_nothing(
    band: str, limits: dict[str, int], found: tuple[list[str], ...]
) -> None:
    judged = codes_for(band, **limits)

    assert judged == found


@pytest.mark.parametrize(
    ("household", "answers", "known"),
    [
        ([Relative("Yusuf", date_of_birth=date(2015, 5, 1))], {}, True),
        ([Relative("Noor", date_of_birth=date(2008, 11, 22))], {}, None),
        ([Relative("Noor", relationship="child")], {}, None),
        ([], {}, None),
        ([], {"childrens_ages": "3, 7 and 19"}, True),
        ([], {"childrens_ages": "19"}, None),
        ([], {"childrens_ages": "No children."}, False),
        ([], {"childrens_ages": "the little one is 3"}, None),
    ],
)
def test_children_are_known_only_by_their_age(
    household: list[Relative], answers: dict[str, str], known: object
) -> None:
    facts = facts_of(told(household=tuple(household), answers=answers), today=TODAY)

    assert facts.with_children is known


@pytest.mark.parametrize(
    ("item", "said", "fact", "known"),
    [
        ("nrpf", "Yes", "nrpf", True),
        ("nrpf", "No recourse", "nrpf", True),
        ("nrpf", "no.", "nrpf", False),
        ("nrpf", "nac oes", "nrpf", False),
        ("nrpf", "None", "nrpf", None),
        ("nrpf", "No, settled", "nrpf", None),
        ("benefits", "None", "on_benefits", False),
        ("benefits", "On Universal Credit", "on_benefits", True),
        ("benefits", "Universal Credit", "on_benefits", None),
        ("tenure", " Council  flat ", "tenure", "social_rent"),
        ("tenure", "Private rent, two rooms", "tenure", ""),
        ("immigration_status", "Refugee status", "immigration", "refugee"),
        ("immigration_status", "waiting for a decision", "immigration", ""),
    ],
)
def test_an_answer_is_a_fact_only_when_it_is_a_clear_word(
    item: str, said: str, fact: str, known: object
) -> None:
    facts = facts_of(told(answers={item: said}), today=TODAY)

    assert getattr(facts, fact) == known


def test_nothing_told_is_nothing_known() -> None:
    facts = facts_of(told(), today=TODAY)

    assert facts == Facts()


def test_the_languages_they_speak_are_known() -> None:
    facts = facts_of(told(languages=("so", "en")), today=TODAY)

    assert facts.languages == ("so", "en")
