from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from organisations.matching.presenters import match_rows
from organisations.matching.rules import (
    OBSTACLES,
    UNKNOWNS,
    WEIGHTS,
    Asked,
    Candidate,
    Reason,
    judge,
)
from organisations.matching.sentences import Told, miles, sentence
from organisations.places.rules import Place

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100)
AREAS = {"E09000030": "Tower Hamlets", "E05009326": "St Dunstan’s"}
ADVICE = Candidate(UUID(int=1), "Advice", frozenset({"food"}), confirmed_at=NOW)
LATE = replace(ADVICE, confirmed_at=datetime(2026, 10, 1, 12, tzinfo=UTC))
PAUSED = replace(ADVICE, state="paused", paused_because="Flooded", reopens_on=date(2026, 12, 1))


def said(code: str, about: str = "", candidate: Candidate = ADVICE) -> str:
    return sentence(Reason(code, about), Told(Asked(place=HERE), candidate, NOW, AREAS))


@pytest.mark.parametrize(
    ("reason", "candidate", "words"),
    [
        (("meets_need", "food"), ADVICE, "Helps with: Food"),
        (("open",), ADVICE, "Open, confirmed today"),
        (("limited",), replace(ADVICE, places=3, per="day"), "Takes 3 people a day"),
        (("limited",), replace(ADVICE, places=1, per="week"), "Takes 1 person a week"),
        (("limited",), replace(ADVICE, places=5, per="total"), "Has 5 places in all"),
        (
            ("waiting_list",),
            replace(ADVICE, expected_wait_days=14),
            "Has a waiting list: about 14 days",
        ),
        (("covers_postcode", "E14NS"), ADVICE, "Covers E1 4NS"),
        (("covers_ward", "E05009326"), ADVICE, "Covers St Dunstan’s"),
        (("covers_authority", "E09000030"), ADVICE, "Covers Tower Hamlets"),
        (("covers_network",), ADVICE, "Covers the whole network’s area"),
        (("takes_nrpf",), ADVICE, "Takes people with no recourse to public funds"),
        (("takes_age", "18-25"), ADVICE, "Takes people aged 18 to 25"),
        (("takes_age", "18-"), ADVICE, "Takes people aged 18 or over"),
        (("takes_age", "-25"), ADVICE, "Takes people aged 25 or under"),
        (("speaks", "so"), ADVICE, "Speaks Somali"),
        (("attends", "home"), ADVICE, "Can see them the way they need: At home"),
        (("near", "1200"), ADVICE, "0.7 miles away"),
        (("reachable", "3380"), ADVICE, "2.1 miles away"),
        (("answers_soon", "4"), ADVICE, "Usually answers in 4 hours of working time"),
        (("not_confirmed",), LATE, "Said to be open, but last confirmed on 1 October"),
        (("wrong_age", "18-25"), ADVICE, "Takes only people aged 18 to 25"),
        (
            ("age_not_known", "18-"),
            ADVICE,
            "Takes only people aged 18 or over: check their age",
        ),
        (("paused",), PAUSED, "Paused until 1 December: Flooded"),
        (("paused",), replace(PAUSED, reopens_on=None), "Paused: Flooded"),
        (("full",), replace(PAUSED, is_full=True), "Full until 1 December"),
        (("full",), replace(PAUSED, reopens_on=None), "Full: every place is taken"),
        (("outside_area",), ADVICE, "Does not cover E1 4NS"),
        (
            ("outside_network",),
            ADVICE,
            "Is for this network’s area, and E1 4NS is outside it",
        ),
        (("not_nrpf",), ADVICE, "Does not take people with no recourse to public funds"),
    ],
)
def test_a_reason_is_told_in_plain_words(
    reason: tuple[str, ...], candidate: Candidate, words: str
) -> None:
    assert said(*reason, candidate=candidate) == words


@pytest.mark.parametrize("code", sorted({*WEIGHTS, *UNKNOWNS, *OBSTACLES}))
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_reason_has_a_sentence(code: str, language: str) -> None:
    abouts = {"takes_age": "18-", "wrong_age": "18-", "age_not_known": "18-"}
    abouts |= dict.fromkeys(["near", "reachable", "far", "answers_soon"], "5000")

    with override(language):
        words = said(code, abouts.get(code, ""))

    assert len(words) > 3
    assert "%(" not in words


def test_a_named_area_takes_the_place_of_a_postcode() -> None:
    ward = Told(Asked(place=Place("", "E09000030", "E05009326", "")), ADVICE, NOW, AREAS)

    assert sentence(Reason("outside_area"), ward) == "Does not cover St Dunstan’s"


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "Less than a tenth of a mile away"),
        (1609, "1 mile away"),
        (5000, "3.1 miles away"),
        (16100, "10 miles away"),
        (40000, "25 miles away"),
    ],
)
def test_distances_are_in_miles(metres: int, words: str) -> None:
    assert miles(metres) == words


@given(st.sampled_from(sorted(OBSTACLES)), st.text(max_size=40))
def test_no_text_of_a_service_is_too_strange(code: str, text: str) -> None:
    candidate = replace(PAUSED, name=text, paused_because=text, team=text)
    about = "18-25" if code == "wrong_age" else ""

    assert said(code, about, candidate)


@pytest.mark.django_db
def test_who_is_outside_reads_only_that_they_are() -> None:
    here = frozenset({("network", "")})
    pantry = replace(ADVICE, areas=here, network_authorities=frozenset({"E08000004"}))
    asked = Asked(needs=("food",), place=HERE)

    match = judge(asked, pantry)
    [row] = match_rows([match], [pantry], asked=asked, actor=None, now=NOW)

    assert [reason.code for reason in match.ruled_out] == ["outside_network"]
    assert row.reasons == ["Helps with: Food", "Open, confirmed today"]
