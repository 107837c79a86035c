from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError

from ccs.tenancy.context import enter, system
from organisations.members.models import Membership
from tests.referrals.pages import browser, home, text_of
from tests.world import World

# What the form always posts.
SAID = {"name": "Taylor", "phone": "", "language": "en", "reminders": "at_once"}


def profile(world: World) -> str:
    return f"{home(world)}profile/"


def own(world: World) -> Membership:
    with world.acting("teacher"):
        return Membership.objects.get(pk=world.people["teacher"].pk)


def test_own_details_are_changed(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(
            profile(world),
            {**SAID, "name": "Taylor Sample", "phone": "020 7946 0018", "language": "cy"},
            follow=True,
        )
    )

    assert (own(world).name, own(world).phone) == ("Taylor Sample", "+442079460018")
    assert own(world).language == "cy"
    assert '<html lang="cy"' in page


def test_a_name_is_needed_and_a_number_must_be_one(world: World) -> None:
    page = text_of(
        browser(world, "teacher").post(profile(world), {**SAID, "name": "", "phone": "ring me"})
    )

    assert "Enter your name" in page
    assert "Enter a phone number, like" in page
    assert 'value="ring me"' in page
    assert own(world).name == "Teacher Sample"


def test_a_language_the_network_does_not_have_is_refused(world: World) -> None:
    browser(world, "teacher").post(profile(world), {**SAID, "language": "fr"})

    assert own(world).language == "en"


def test_it_leads_to_the_account(world: World) -> None:
    page = text_of(browser(world, "analyst").get(profile(world)))

    assert 'href="/accounts/email/"' in page
    assert 'href="/accounts/devices/"' in page
    assert "analyst@hamlets.example" in page


def away(world: World, *, stand_in: str = "teacher2", last: int = 4) -> dict[str, str]:
    return {
        **SAID,
        "away_from-day": "1",
        "away_from-month": "12",
        "away_from-year": "2026",
        "away_until-day": str(last),
        "away_until-month": "12",
        "away_until-year": "2026",
        "stand_in": str(world.people[stand_in].pk),
    }


def test_how_to_be_reminded_is_chosen(world: World) -> None:
    browser(world, "teacher").post(profile(world), {**SAID, "reminders": "daily"})

    assert own(world).reminders == "daily"


def test_a_choice_that_there_is_not_is_refused(world: World) -> None:
    page = text_of(browser(world, "teacher").post(profile(world), {**SAID, "reminders": "hourly"}))

    assert "Choose an answer from the list" in page
    assert own(world).reminders == "at_once"


@time_machine.travel("2026-11-23 10:00")
def test_who_is_away_names_a_stand_in_and_takes_it_back(world: World) -> None:
    client = browser(world, "teacher")

    client.post(profile(world), away(world))
    named, page = own(world), text_of(client.get(profile(world)))
    client.post(profile(world), SAID)

    assert (named.away_from, named.away_until) == (date(2026, 12, 1), date(2026, 12, 4))
    assert named.stand_in_id == world.people["teacher2"].pk
    assert 'name="away_from-day" type="text" value="1"' in page
    assert (own(world).away_from, own(world).stand_in_id) == (None, None)


@time_machine.travel("2026-11-23 10:00")
def test_an_absence_is_said_whole_and_in_order(world: World) -> None:
    client = browser(world, "teacher")
    days_alone = {**away(world), "stand_in": ""}
    nameless = {**SAID, "stand_in": str(world.people["teacher2"].pk)}
    backwards = {**away(world, last=1), "away_from-day": "2"}

    answers = [text_of(client.post(profile(world), it)) for it in (days_alone, nameless, backwards)]

    assert "Choose who gets your reminders while you are away" in answers[0]
    assert "Enter the first day you are away" in answers[1]
    assert "The last day you are away must be after the first." in answers[2]
    assert own(world).away_from is None


@time_machine.travel("2026-11-23 10:00")
def test_only_a_colleague_stands_in(world: World, other_world: World) -> None:
    strangers = [
        away(world, stand_in="adviser"),
        away(world, stand_in="teacher"),
        away(other_world, stand_in="teacher2"),
    ]

    for posted in strangers:
        browser(world, "teacher").post(profile(world), posted)

    assert own(world).stand_in_id is None


@time_machine.travel("2027-01-04 10:00")
def test_an_absence_that_is_over_is_not_shown_again(world: World) -> None:
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["teacher"].pk).update(
            away_from=date(2026, 12, 1),
            away_until=date(2026, 12, 4),
            stand_in_id=world.people["teacher2"].pk,
        )

    page = text_of(browser(world, "teacher").get(profile(world)))

    assert 'value="2026"' not in page


@pytest.mark.parametrize(
    "columns",
    [
        {"away_from": date(2026, 12, 1)},
        {"away_from": date(2026, 12, 1), "away_until": date(2026, 12, 4)},
        {"stand_in": "teacher2"},
        {"away_from": date(2026, 12, 4), "away_until": date(2026, 12, 1), "stand_in": "teacher2"},
        {"away_from": date(2026, 12, 1), "away_until": date(2026, 12, 4), "stand_in": "teacher"},
    ],
)
def test_the_database_keeps_no_absence_without_a_stand_in(
    world: World, columns: dict[str, Any]
) -> None:
    stand_in = columns.get("stand_in")
    written = {**columns, "stand_in": world.people[stand_in] if stand_in else None}

    with pytest.raises(IntegrityError), world.acting("teacher"):
        Membership.objects.filter(pk=world.people["teacher"].pk).update(**written)
