from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ccs.tenancy.context import Context, Role, enter, system
from organisations.capacity.models import Capacity
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import (
    Eligibility,
    Location,
    ReferralRoute,
    ReplyFigure,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.matching.queries import candidates, needs_meant
from organisations.matching.rules import Asked, Candidate, rank
from organisations.members.models import Organisation, Team
from organisations.needs.models import NeedSynonym
from organisations.places.rules import Place
from tests.world import World

WELSH = {"bwyd": ["food"], "dyled": ["debt"], "dyledd": ["debt"], "Bwyd a dyled": ["food", "debt"]}
HERE = Place("E14NS", "E09000030", "E05009326", "E01004307", 535800, 182100)


def found(world: World, *, also: tuple = (), **asked: object) -> list[Candidate]:
    wanted = Asked(**asked)
    with world.acting("teacher") as actor:
        rows = candidates(network_id=actor.network.id, asked=wanted, also=also)
    by_id = {row.service_id: row for row in rows}
    return [by_id[match.service_id] for match in rank(wanted, rows)]


def names(world: World, **asked: object) -> list[str]:
    return [row.name for row in found(world, **asked)]


def part(world: World, model: type, service: Service, **values: object) -> None:
    with enter(system(world.network.pk)):
        model.objects.create(network_id=world.network.pk, service=service, **values)


def said(world: World, service: Service, **values: object) -> None:
    with enter(system(world.network.pk)):
        Capacity.objects.filter(service=service).update(**values)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hardship", ["Hardship grants"]),
        ("Hardshp", ["Hardship grants"]),
        ("borugh", ["Hardship grants"]),
        ("quay casework", ["Debt casework"]),
        ("caswork", ["Debt casework"]),
        ("vouchers", ["Crisis advice"]),
        ("voucher", ["Crisis advice"]),
        ("heating", ["Hardship grants"]),
        ("heeting", ["Hardship grants"]),
        ("gwres", ["Hardship grants"]),
        ("i need help with a debt", ["Debt casework", "Crisis advice"]),
        ("zebra", []),
        ("?!", ["Crisis advice", "Debt casework", "Hardship grants"]),
    ],
)
def test_words_find_services_even_with_a_wrong_letter(
    world: World, other_world: World, typed: str, expected: list[str]
) -> None:
    services = names(world, text=typed)

    assert services == expected


def test_welsh_names_of_needs_are_understood_whatever_the_language(world: World) -> None:
    with world.acting("teacher") as actor:
        meant = {word: needs_meant(word, network_id=actor.network.id) for word in WELSH}

    assert meant == WELSH


def test_a_networks_own_words_mean_needs_there_and_nowhere_else(
    world: World, other_world: World
) -> None:
    with enter(system(world.network.pk)):
        NeedSynonym.objects.create(network_id=world.network.pk, word="Nappies", need_id="cash")

    ours = [names(world, text=word) for word in ("NAPPIES", "nappys", "nappiez")]

    assert ours == [["Hardship grants"]] * 3
    assert names(other_world, text="nappies") == []


def test_the_longest_phrase_decides_what_is_meant(world: World) -> None:
    with enter(system(world.network.pk)):
        for word, need in [("sofa", "furniture"), ("sofa surfing", "shelter")]:
            NeedSynonym.objects.create(network_id=world.network.pk, word=word, need_id=need)

    with world.acting("teacher") as actor:
        surfing = needs_meant("he is sofa surfing", network_id=actor.network.id)
        sofa = needs_meant("a sofa", network_id=actor.network.id)

    assert (surfing, sofa) == (["shelter"], ["furniture"])


def test_needs_and_words_both_count_and_what_is_ticked_stays(world: World) -> None:
    both = names(world, needs=("food",), text="quay")
    kept = names(world, needs=("food",), text="quay", also=(world.debt.pk,))

    assert both == ["Crisis advice"]
    assert kept == ["Crisis advice", "Debt casework"]


def test_what_a_service_says_is_read(world: World, other_world: World) -> None:
    part(world, ServiceArea, world.advice, kind="ward", code="E05009326")
    part(world, Eligibility, world.advice, minimum_age=18, takes_nrpf=True, genders=["woman"])
    said(world, world.advice, state="limited", places=3, per="week")

    (advice,) = [row for row in found(world, place=HERE) if row.name == "Crisis advice"]

    assert advice.needs == {"food", "debt", "benefits"}
    assert advice.areas == {("ward", "E05009326")}
    assert (advice.minimum_age, advice.maximum_age, advice.takes_nrpf) == (18, None, True)
    assert advice.genders == {"woman"}
    assert (advice.state, advice.places, advice.per, advice.confirmed) == (
        "limited",
        3,
        "week",
        True,
    )
    assert (advice.team, advice.organisation) == ("Quay advice line", "Quay Advice")
    assert (advice.signed, advice.route, advice.response_hours) == (True, "anyone", None)


def test_the_nearest_place_counts_and_a_secret_one_never(world: World) -> None:
    places = [(535000, 182100, False), (545000, 182100, False), (535800, 182101, True)]
    with enter(system(world.network.pk)):
        organisation = Organisation.objects.get(name="Quay Advice")
        for easting, northing, is_secret in places:
            location = Location.objects.create(
                network_id=world.network.pk,
                organisation=organisation,
                easting=easting,
                northing=northing,
                is_secret=is_secret,
            )
            ServiceAtLocation.objects.create(
                network_id=world.network.pk, service=world.advice, location=location
            )

    (advice,) = found(world, place=HERE, text="crisis")

    assert (advice.easting, advice.northing) == (535000, 182100)


@pytest.mark.parametrize(("answered", "hours"), [(9, None), (10, 4.0)])
def test_a_reply_time_counts_from_ten_answers(
    world: World, answered: int, hours: float | None
) -> None:
    with enter(system(world.network.pk)):
        ReplyFigure.objects.create(
            network_id=world.network.pk,
            organisation=Organisation.objects.get(name="Borough Council"),
            answered=answered,
            accepted=1,
            typical_minutes=240,
            counted_at=timezone.now(),
        )

    (grants,) = found(world, text="hardship")

    assert grants.response_hours == hours


def test_only_routes_of_today_are_open(world: World) -> None:
    with enter(system(world.network.pk)):
        quay = Organisation.objects.get(name="Quay Advice")
        school = Organisation.objects.get(name="Hill School")
    with world.acting("officer"):
        Service.objects.filter(pk=world.grants.pk).update(route="named")
    part(world, ReferralRoute, world.grants, organisation=quay, ends_on=date(2026, 1, 1))
    part(world, ReferralRoute, world.grants, organisation=school)

    (grants,) = found(world, text="hardship")

    assert (grants.route, grants.route_organisations) == ("named", {school.pk})


def test_what_nobody_confirmed_for_a_month_is_not_confirmed(world: World) -> None:
    said(world, world.grants, confirmed_at=timezone.now() - timedelta(days=31))

    confirmed = {row.name: row.confirmed for row in found(world)}

    assert confirmed == {"Crisis advice": True, "Debt casework": True, "Hardship grants": False}


@pytest.mark.parametrize("gone", ["draft", "closed team", "left", "does not receive"])
def test_what_cannot_be_referred_to_is_left_out(world: World, gone: str) -> None:
    with enter(system(world.network.pk)):
        organisations = Organisation.objects.filter(name="Borough Council")
        match gone:
            case "draft":
                Service.objects.filter(pk=world.grants.pk).update(status="draft")
            case "closed team":
                Team.objects.filter(pk=world.council.pk).update(closed_on=date(2026, 1, 1))
            case "left":
                organisations.update(left_on=date(2026, 1, 1))
            case _:
                organisations.update(receives_referrals=False)

    assert names(world) == ["Crisis advice", "Debt casework"]


def test_the_public_sees_what_is_public_and_nothing_of_agreements(
    world: World, other_world: World
) -> None:
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.grants.pk).update(audience="public", route="named")
    part(world, ServiceArea, world.grants, kind="network", code="")
    part(world, ServiceArea, world.advice, kind="network", code="")

    with enter(Context(network=world.network.pk, role=Role.PUBLIC)):
        seen = candidates(network_id=world.network.pk, asked=Asked(needs=("food",), place=HERE))
        elsewhere = candidates(network_id=other_world.network.pk, asked=Asked())

    assert [(row.name, row.signed, row.route) for row in seen] == [
        ("Hardship grants", True, "anyone")
    ]
    assert elsewhere == []


def test_one_query_however_many_services(world: World) -> None:
    asked = Asked(needs=("food",), place=HERE, text="class")
    with enter(system(world.network.pk)):
        for number in range(50):
            add_service(team=world.casework, details=NewService(f"Class {number:02}", ["food"]))

    with world.acting("teacher") as actor, CaptureQueriesContext(connection) as queries:
        rows = candidates(network_id=actor.network.id, asked=asked)

    assert (len(rows), len(queries)) == (50, 1)


def test_the_same_services_as_one_by_one(world: World, other_world: World) -> None:
    with enter(system(world.network.pk)):
        for number, needs in enumerate([["food"], ["fuel", "cash"], ["debt", "food"], ["phone"]]):
            add_service(team=world.casework, details=NewService(f"Class {number}", needs))
        naive = {
            service.name
            for service in Service.objects.filter(network_id=world.network.pk)
            if {row.need_id for row in ServiceNeed.objects.filter(service=service)}
            & {"food", "cash"}
        }

    assert set(names(world, needs=("food", "cash"))) == naive


@given(text=st.text(max_size=120))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_text_is_too_strange(world: World, text: str) -> None:
    with world.acting("teacher") as actor:
        rows = candidates(network_id=actor.network.id, asked=Asked(text=text))
        meant = needs_meant(text, network_id=actor.network.id)

    assert {row.name for row in rows} <= {"Crisis advice", "Debt casework", "Hardship grants"}
    assert len(meant) == len(set(meant))
