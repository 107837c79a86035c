from collections.abc import Collection, Iterator
from typing import Any

import pytest

from organisations.demo.reading import PILOTS, read_pilot
from organisations.needs.rules import NEEDS
from referrals.assessments.equality import ETHNICITY
from referrals.assessments.models import Barrier, Urgency
from referrals.clients.models import AgeBand, SafeTo
from referrals.demo.reading import read_busy, read_stories
from referrals.referrals.rules import MOVES, DeclineReason, Outcome, Side, Status
from tests.demo.pilots import (
    MADE_UP_SURNAMES,
    after,
    asked_in,
    coordinators,
    ends_of,
    referrals,
    services,
    workers,
)

BASES = {"consent", "vital_interests", "public_task", "legitimate_interests"}
NOT_MOVES = {
    "seen": (Status.values, Side.RECEIVER),
    "note": (Status.values, Side.RECEIVER),
    "message": (Status.values, Side.EITHER),
    "gains": ([Status.CLOSED], Side.RECEIVER),
    "learnt": (Status.values, Side.SENDER),
    "ask_desk": ([Status.DECLINED], Side.SENDER),
    "split": ([Status.WITH_BROKER], Side.DESK),
    "offer": ([Status.WITH_BROKER], Side.DESK),
    "accept_offer": ([Status.WITH_BROKER], Side.RECEIVER),
}

each_pilot = pytest.mark.parametrize("pilot", PILOTS)


@each_pilot
def test_there_are_enough_stories_and_their_keys_differ(pilot: str):
    stories = read_stories(pilot)

    keys = {story["key"] for story in stories}

    assert 8 <= len(stories) <= 14
    assert len(keys) == len(stories)


@each_pilot
def test_every_person_in_need_is_visibly_made_up(pilot: str):
    stories = read_stories(pilot)

    surnames = {story["client"]["family_name"] for story in stories}
    surnames |= {
        member["family_name"]
        for story in stories
        for member in story.get("household", [])
        if "family_name" in member
    }

    assert surnames <= MADE_UP_SURNAMES


@each_pilot
def test_needs_urgency_barriers_and_contact_are_words_of_the_contract(pilot: str):
    stories = read_stories(pilot)

    needs = [need for story in stories for need in story["needs"]]

    assert {need["code"] for need in needs} <= set(NEEDS)
    assert {need["urgency"] for need in needs} <= set(Urgency.values)
    assert {one for story in stories for one in story["barriers"]} <= set(Barrier.values)
    assert {one for story in stories for one in story["client"]["safe_to"]} <= set(SafeTo.values)
    assert {s["client"].get("age_band", "16_24") for s in stories} <= set(AgeBand.values)


@each_pilot
def test_a_need_of_a_member_points_into_the_household(pilot: str):
    stories = read_stories(pilot)

    beyond = [
        story["key"]
        for story in stories
        for need in story["needs"]
        if need.get("member", -1) >= len(story.get("household", []))
    ]

    assert beyond == []


@each_pilot
def test_nothing_is_sent_without_consent_or_another_basis(pilot: str):
    sent = [story for story, _ in referrals(pilot)]

    consents = [story["consent"] for story in sent]

    assert {consent["basis"] for consent in consents} <= BASES
    assert all(
        consent["given"] in ("in_person", "phone", "written")
        if consent["basis"] == "consent"
        else consent["reason"]
        for consent in consents
    )


@each_pilot
def test_an_unfinished_story_has_no_consent_and_no_referral(pilot: str):
    stories = read_stories(pilot)

    unfinished = [story for story in stories if story.get("unfinished")]

    assert unfinished
    assert all("referrals" not in story and "consent" not in story for story in unfinished)
    assert all("referrals" in story for story in stories if story not in unfinished)


@each_pilot
def test_a_story_is_told_to_a_worker_of_a_team_that_refers(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]
    staffed = workers(slug)
    senders = {
        team["name"]
        for one in read_pilot(pilot)["organisations"]
        for team in one["teams"]
        if one["makes_referrals"]
    }

    strangers = [
        story["key"]
        for story in read_stories(pilot)
        if story["team"] not in senders or story["told_to"] not in staffed[story["team"]]
    ]

    assert strangers == []


@each_pilot
def test_a_referral_goes_once_to_an_open_service_of_another_team_that_meets_a_need(pilot: str):
    known = {service["name"]: service for service in services(pilot)}
    pairs = [(story, name) for story, one in referrals(pilot) for name in asked_in(one)]

    wrong = [
        (story["key"], name)
        for story, name in pairs
        if (service := known[name])["capacity"] not in ("open", "limited")
        or service.get("route", "anyone") != "anyone"
        or service["team"] == story["team"]
        or not {need["code"] for need in story["needs"]} & set(service["needs"])
    ]

    assert wrong == []
    assert len({(story["key"], name) for story, name in pairs}) == len(pairs)


@each_pilot
def test_nothing_is_answered_that_no_service_asks_for(pilot: str):
    known = {service["name"]: set(service["information_needed"]) for service in services(pilot)}
    sent = [story for story in read_stories(pilot) if "referrals" in story]

    unasked = [
        (story["key"], answer["item"])
        for story in sent
        for answer in story["answers"]
        if answer["item"] != ETHNICITY
        and not any(
            answer["item"] in known[name] for one in story["referrals"] for name in asked_in(one)
        )
    ]

    assert unasked == []


@each_pilot
def test_every_step_is_a_move_that_its_worker_may_make(pilot: str):
    refused = [
        (story["key"], step["do"])
        for story, referral in referrals(pilot)
        for step, allowed in walk(pilot, story, referral)
        if not allowed
    ]

    assert refused == []


def walk(
    pilot: str, story: dict[str, Any], referral: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each step with whether its worker is on the right side of a status that allows it."""
    slug = read_pilot(pilot)["network"]["slug"]
    team_of = {service["name"]: service["team"] for service in services(pilot)}
    staffed = workers(slug)
    by = {Side.SENDER: staffed[story["team"]], Side.DESK: coordinators(slug), Side.RECEIVER: set()}
    status = Status.WITH_BROKER if "desk" in referral else Status.SENT
    goes_to = referral.get("service")
    for step in referral["steps"]:
        if step["do"] == "accept_offer":
            goes_to = step["service"]
        by[Side.RECEIVER] = staffed[team_of[goes_to]] if goes_to else set()
        by[Side.EITHER] = by[Side.SENDER] | by[Side.RECEIVER]
        statuses, side = asked_of(step["do"])
        yield step, status in statuses and step["by"] in by[side]
        if step["do"] == "place":
            goes_to = step["service"]
        status = after(step["do"], status)


def asked_of(step: str) -> tuple[Collection[str], Side]:
    """The statuses in which a step may be taken, and by which side."""
    if step in MOVES:
        return MOVES[step].before, MOVES[step].by
    return NOT_MOVES[step]


@each_pilot
def test_every_status_is_shown_in_every_network(pilot: str):
    ends = {status for _, one in referrals(pilot) for _service, status in ends_of(one)}

    assert ends >= {
        Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS, Status.DECLINED, Status.WITHDRAWN,
        Status.CLOSED,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pilot", "steps"),
    [
        ("norfolk", {"split", "offer", "accept_offer", "forward", "revoke", "return", "answer"}),
        ("tower_hamlets", {"ask_desk"}),
        ("oldham", {"desk_return", "desk_answer", "place"}),
    ],
)
def test_the_whole_life_of_a_referral_is_shown(pilot: str, steps: set[str]):
    told = {step["do"] for _, referral in referrals(pilot) for step in referral["steps"]}

    assert steps <= told


@each_pilot
def test_refusals_and_closures_give_coded_reasons(pilot: str):
    known = {service["name"] for service in services(pilot)}
    steps = [step for _, referral in referrals(pilot) for step in referral["steps"]]

    declined = [step for step in steps if step["do"] == "decline"]
    closed = [step for step in steps if step["do"] == "close"]

    assert {step["reason"] for step in declined} <= set(DeclineReason.values)
    assert all(step["note"] for step in declined)
    assert {step["suggested_service"] for step in declined if "suggested_service" in step} <= known
    assert {step["outcome"] for step in closed} <= set(Outcome.values)


@each_pilot
def test_referrals_are_seen_messaged_and_withdrawn_with_a_reason(pilot: str):
    steps = [step for _, referral in referrals(pilot) for step in referral["steps"]]

    withdrawn = [step for step in steps if step["do"] == "withdraw"]

    assert {"seen", "message"} <= {step["do"] for step in steps}
    assert all(step["reason"] for step in withdrawn)


@each_pilot
def test_one_service_was_asked_often_enough_to_know_how_soon_it_answers(pilot: str):
    busy = read_busy(pilot)

    steps = [
        (step["do"], allowed)
        for story in busy
        for step, allowed in walk(pilot, story, story["referrals"][0])
    ]

    assert [do for do, _allowed in steps].count("accept") >= 10
    assert all(allowed for _do, allowed in steps)
    assert {story["client"]["family_name"] for story in busy} <= MADE_UP_SURNAMES
    assert max(story["days_ago"] for story in busy) < 60


def test_one_story_sends_to_several_services_at_once():
    stories = read_stories("norfolk")

    linda = next(story for story in stories if story["key"] == "linda-mike-casey")

    assert linda["client"]["given_name"] == "Linda"
    assert [member["given_name"] for member in linda["household"]] == ["Mike", "Casey"]
    assert len(linda["referrals"]) == 5


def test_some_stories_of_swansea_are_told_in_welsh():
    stories = read_stories("swansea")

    welsh = [one for one in stories if one.get("consent", {}).get("language") == "cy"]

    assert len(welsh) >= 2
