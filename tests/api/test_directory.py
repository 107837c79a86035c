from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.tenancy.context import Context, Role, enter, system
from organisations.capacity.models import Capacity
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import ServiceArea
from organisations.places.models import Area, Postcode
from tests.api.caller import AMINA, Caller
from tests.world import World


def names(answer) -> list[str]:
    return [row["name"] for row in answer.body["results"]]


def test_services_that_meet_most_needs_come_first(school: Caller) -> None:
    answer = school.get("services", {"need": ["food", "debt"]})

    first = answer.body["results"][0]
    assert (answer.status, names(answer)) == (
        200,
        ["Crisis advice", "Debt casework", "Hardship grants"],
    )
    assert (first["team"], first["organisation"]) == ("Quay advice line", "Quay Advice")
    assert first["reasons"] == ["Helps with: Food, Debt", "Open, confirmed today"]
    assert (first["unknowns"], first["ruled_out"]) == (["Does not say which area it covers"], [])
    assert first["information_needed"] == ["nrpf"]
    assert first["capacity"]["state"] == "open"


def test_services_are_found_by_words(school: Caller) -> None:
    answer = school.get("services", {"q": "hardship"})

    assert names(answer) == ["Hardship grants"]


def test_paused_services_can_be_left_out(school: Caller, council: Caller, world: World) -> None:
    council.put(f"services/{world.grants.pk}/capacity", {"state": "paused", "reason": "Full"})

    everything = school.get("services", {"need": "food"})
    open_ones = school.get("services", {"need": "food", "open": "true"})

    assert names(everything) == ["Crisis advice", "Hardship grants"]
    assert names(open_ones) == ["Crisis advice"]


def test_who_covers_the_postcode_comes_first_and_who_does_not_last(
    school: Caller, world: World
) -> None:
    with enter(Context(role=Role.SYSTEM)):
        Postcode.objects.create(code="E14NS", local_authority="E09000030", ward="E05009326")
        Area.objects.create(code="E05009326", name="Bow East")
    with enter(system(world.network.pk)):
        for service, ward in [(world.advice, "E05009999"), (world.grants, "E05009326")]:
            ServiceArea.objects.create(
                network_id=world.network.pk, service=service, kind="ward", code=ward
            )

    answer = school.get("services", {"need": "food", "postcode": "e1 4ns"})

    first, last = answer.body["results"]
    assert answer.body["place"] == {"postcode": "e1 4ns", "found": True, "message": ""}
    assert (first["name"], first["reasons"][-1]) == ("Hardship grants", "Covers Bow East")
    assert (last["name"], last["ruled_out"]) == ("Crisis advice", ["Does not cover E1 4NS"])


def test_a_postcode_nobody_knows_is_said_and_changes_nothing(school: Caller) -> None:
    answer = school.get("services", {"postcode": "E1 4NX"})
    without = school.get("services")

    assert answer.body["results"] == without.body["results"]
    assert answer.body["place"] == {
        "postcode": "E1 4NX",
        "found": False,
        "message": ("We do not know the postcode E1 4NX. Check it, or choose an area by name."),
    }
    assert "place" not in without.body


@pytest.mark.parametrize("typed", ["O L 1 2 N U", "m35", "M35 6"])
def test_a_postcode_is_taken_with_any_spaces_and_half_of_one_too(
    school: Caller, typed: str
) -> None:
    answer = school.get("services", {"postcode": typed})

    assert (answer.status, answer.body["place"]["found"]) == (200, False)


def test_what_cannot_be_a_postcode_is_refused(school: Caller) -> None:
    answer = school.get("services", {"postcode": "somewhere"})

    assert (answer.status, list(answer.body["errors"])) == (422, ["postcode"])


def test_the_number_of_queries_does_not_grow_with_the_services(
    school: Caller, world: World
) -> None:
    school.get("services", {"need": "food", "q": "e"})

    with CaptureQueriesContext(connection) as few:
        school.get("services", {"need": "food", "q": "e"})
    with enter(system(world.network.pk)):
        for number in range(24):
            add_service(team=world.casework, details=NewService(f"Class {number:02}", ["food"]))
    with CaptureQueriesContext(connection) as many:
        answer = school.get("services", {"need": "food", "q": "e"})

    assert (len(answer.body["results"]), len(few)) == (25, len(many))


@pytest.mark.parametrize(
    ("query", "field"),
    [({"need": "pizza"}, "need.0"), ({"needs": "food"}, "needs"), ({"after": "x"}, "after")],
)
def test_a_query_that_means_nothing_is_refused(
    school: Caller, query: dict[str, str], field: str
) -> None:
    answer = school.get("services", query)

    assert (answer.status, list(answer.body["errors"])) == (422, [field])


def test_services_come_in_pages(school: Caller, world: World) -> None:
    with enter(system(world.network.pk)):
        for number in range(25):
            add_service(team=world.casework, details=NewService(f"Class {number:02}", ["food"]))

    first = school.get("services")
    second = school.get(first.body["next"].removeprefix("http://testserver"))

    assert (len(names(first)), len(names(second))) == (25, 3)
    assert second.body["next"] is None
    assert not set(names(first)) & set(names(second))


def test_the_capacity_of_any_service_can_be_read(school: Caller, world: World) -> None:
    answer = school.get(f"services/{world.grants.pk}/capacity")

    set_at = answer.body.pop("set_at")
    assert (answer.status, set_at[-1]) == (200, "Z")
    assert answer.body == {
        "state": "open",
        "places": None,
        "per": None,
        "expected_wait_days": None,
        "reopens_on": None,
        "reason": "",
        "confirmed": True,
    }


def test_the_team_pauses_and_opens_its_own_service(council: Caller, world: World) -> None:
    path = f"services/{world.grants.pk}/capacity"

    paused = council.put(path, {"state": "paused", "reason": "On leave"})
    opened = council.put(path, {**paused.body, "state": "open"})

    assert (paused.status, paused.body["reason"]) == (200, "On leave")
    assert (opened.status, opened.body["state"], opened.body["reason"]) == (200, "open", "")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"state": "closed"}, "state"),
        ({"state": "limited"}, "places"),
        ({"state": "limited", "places": 0, "per": "day"}, "places"),
        ({"state": "limited", "places": "many", "per": "day"}, "places"),
        ({"state": "limited", "places": 3}, "per"),
        ({"state": "limited", "places": 3, "per": "month"}, "per"),
        ({"state": "waiting_list"}, "expected_wait_days"),
        ({"state": "waiting_list", "expected_wait_days": -1}, "expected_wait_days"),
        ({"state": "paused"}, "reason"),
        ({"state": "paused", "reason": "Leave", "reopens_on": "2020-01-01"}, "reopens_on"),
        ({"state": "paused", "reason": "Leave", "reopens_on": "soon"}, "reopens_on"),
        ({"state": "open", "places": 3}, "places"),
        ({"state": "open", "reopens_on": "2027-01-01"}, "reopens_on"),
        ({"state": "open", "colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_set_is_refused(
    council: Caller, world: World, body: dict[str, object], field: str
) -> None:
    answer = council.put(f"services/{world.grants.pk}/capacity", body)

    assert (answer.status, list(answer.body["errors"])) == (422, [field])


@pytest.mark.parametrize(
    "said",
    [
        {"state": "limited", "places": 5, "per": "week"},
        {"state": "waiting_list", "expected_wait_days": 14},
        {"state": "paused", "reason": "On leave", "reopens_on": "2099-01-04"},
    ],
)
def test_every_state_is_kept_and_answered_whole(
    council: Caller, world: World, said: dict[str, object]
) -> None:
    path = f"services/{world.grants.pk}/capacity"

    kept = council.put(path, said)

    nothing = {"places": None, "per": None, "expected_wait_days": None, "reopens_on": None}
    del kept.body["set_at"]
    assert kept.body == {**nothing, "reason": "", "confirmed": True, **said}
    assert council.get(path).body["state"] == said["state"]


def test_what_a_pause_keeps_for_later_is_not_said(council: Caller, world: World) -> None:
    path = f"services/{world.grants.pk}/capacity"
    council.put(path, {"state": "limited", "places": 5, "per": "week"})

    paused = council.put(path, {"state": "paused", "reason": "On leave"})

    assert (paused.body["places"], paused.body["per"]) == (None, None)


def test_a_limited_service_that_is_full_is_refused_to_the_next(
    school: Caller, council: Caller, world: World
) -> None:
    path = f"services/{world.grants.pk}/capacity"
    before = council.put(path, {"state": "limited", "places": 1, "per": "total"})
    school.sent(world.grants)

    told = school.post("assessments", AMINA)
    refused = school.post(
        f"assessments/{told.body['id']}/referrals", {"services": [str(world.grants.pk)]}
    )

    full = school.get(path)
    assert (refused.status, refused.body["code"]) == (409, "service_full")
    assert (full.body["state"], full.body["reason"], full.body["places"]) == ("paused", "", 1)
    assert full.headers["ETag"] != before.headers["ETag"]


def test_a_full_service_sent_back_as_read_is_right_still(
    council: Caller, school: Caller, world: World
) -> None:
    path = f"services/{world.grants.pk}/capacity"
    council.put(path, {"state": "limited", "places": 1, "per": "total"})
    school.sent(world.grants)
    read = council.get(path).body

    answer = council.put(path, read)

    assert (read["state"], read["places"]) == ("paused", 1)
    assert (answer.status, answer.body) == (200, read)


def test_another_teams_service_cannot_be_paused(school: Caller, world: World) -> None:
    answer = school.put(f"services/{world.grants.pk}/capacity", {"state": "paused", "reason": "No"})

    assert answer.status == 404
    assert school.get(f"services/{world.grants.pk}/capacity").body["state"] == "open"


def test_of_two_who_read_the_same_capacity_the_second_is_refused(
    council: Caller, world: World
) -> None:
    path = f"services/{world.grants.pk}/capacity"
    read = council.get(path).headers["ETag"]

    first = council.put(path, {"state": "paused", "reason": "Full"}, If_Match=read)
    second = council.put(path, {"state": "open"}, If_Match=read)

    assert (first.status, second.status) == (200, 412)
    assert council.get(path).headers["ETag"] == first.headers["ETag"]


def test_capacity_nobody_confirmed_for_a_month_says_so(school: Caller, world: World) -> None:
    with enter(system(world.network.pk)):
        Capacity.objects.filter(service=world.grants).update(
            confirmed_at=timezone.now() - timedelta(days=31)
        )

    answer = school.get(f"services/{world.grants.pk}/capacity")

    assert answer.body["confirmed"] is False
