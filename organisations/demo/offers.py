"""What the pilots' teams offer: written down by the desk, kept true by those who do the work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.capacity.actions import set_capacity
from organisations.capacity.rules import State
from organisations.demo.acting import acting
from organisations.demo.reading import openings, read_people, served
from organisations.directory.actions import (
    ClosedDays,
    MayRefer,
    Opening,
    Paper,
    PlaceDetails,
    Reach,
    Served,
    ServiceDetails,
    WhoFor,
    add_place,
    confirm_service,
    create_service,
    publish_service,
)
from organisations.directory.models import Service
from organisations.members.models import Organisation, Team
from organisations.roles.rules import RoleName

# When a team last said whether its service is open, unless its file says otherwise.
CONFIRMED_DAYS_AGO: Final = (1, 3, 6, 9, 14, 20, 27)
# When it last said that the service's page is right: some have not for longer than half a year.
CHECKED_DAYS_AGO: Final = (12, 33, 61, 88, 120, 157, 200)
_AS_THEY_STAND: Final = (
    "name", "needs", "description", "audience", "route", "scheme", "url", "fees", "how_to_apply",
    "alert", "self_referral", "languages", "attending", "accessibility", "response_time",
    "referrer_contact", "information_needed",
)  # fmt: skip


def write_down(data: dict[str, Any], *, today: date) -> None:
    """Every organisation's places and services, published, by the network's coordinator.

    Days on which a service is closed are counted from `today`.
    """
    slug = data["network"]["slug"]
    with acting(coordinator_of(slug), slug=slug) as desk:
        organisations = dict(Organisation.objects.values_list("name", "pk"))
        teams = dict(Team.objects.values_list("name", "pk"))
        for organisation in data["organisations"]:
            places = _places(desk, organisations[organisation["name"]], organisation)
            for team in organisation["teams"]:
                for service in team.get("services", []):
                    details = _details(
                        service, places=places, organisations=organisations, today=today
                    )
                    made = create_service(actor=desk, team_id=teams[team["name"]], details=details)
                    publish_service(actor=desk, service_id=made.pk)


def keep_true(data: dict[str, Any]) -> None:
    """A worker of each team says how it is with its services, on days of the last months."""
    slug = data["network"]["slug"]
    morning = timezone.localtime().replace(hour=10, minute=30)
    ages = zip(cycle(CHECKED_DAYS_AGO), cycle(CONFIRMED_DAYS_AGO), strict=False)
    for (team, service), (checked, usual) in zip(_services(data), ages, strict=False):
        confirmed = service.get("confirmed_days_ago", usual)
        worker = worker_of(team, slug)
        if "was_paused" in service:
            _pause_for_a_while(service, worker, slug, morning)
        with back_then(worker, slug, morning - timedelta(days=checked)) as actor:
            confirm_service(service_id=_id_of(service), actor=actor)
        with back_then(worker, slug, morning - timedelta(days=confirmed)) as actor:
            _say_how_it_is(actor, service, today=morning.date())


def _pause_for_a_while(service: dict[str, Any], worker: str, slug: str, morning: datetime) -> None:
    pause = service["was_paused"]
    began = morning - timedelta(days=pause["days_ago"])
    with back_then(worker, slug, began) as actor:
        set_capacity(
            actor=actor, service_id=_id_of(service), state=State.PAUSED, reason=pause["because"]
        )
    with back_then(worker, slug, began + timedelta(days=pause["for_days"])) as actor:
        set_capacity(actor=actor, service_id=_id_of(service), state=State.OPEN)


@contextmanager
def back_then(email: str, slug: str, moment: datetime) -> Iterator[Actor]:
    with time_machine.travel(moment), acting(email, slug=slug) as actor:
        yield actor


def _say_how_it_is(actor: Actor, service: dict[str, Any], *, today: date) -> None:
    again = service.get("reopens_in_days")
    set_capacity(
        actor=actor,
        service_id=_id_of(service),
        state=service["capacity"],
        reason=service.get("paused_because", ""),
        places=service.get("places"),
        per=service.get("per", ""),
        expected_wait_days=service.get("expected_wait_days"),
        reopens_on=today + timedelta(days=again) if again else None,
    )


def _places(desk: Actor, organisation_id: UUID, data: dict[str, Any]) -> dict[str, UUID]:
    """Their ids by their names."""
    return {
        place["name"]: add_place(
            actor=desk,
            organisation_id=organisation_id,
            details=PlaceDetails(
                name=place["name"],
                address=place["address"],
                city=place["city"],
                postcode=place["postcode"],
                is_secret=place.get("is_secret", False),
                accessibility=tuple(place.get("accessibility", ())),
                directions=place.get("directions", ""),
            ),
        ).pk
        for place in data.get("locations", [])
    }


def _details(
    data: dict[str, Any],
    *,
    places: dict[str, UUID],
    organisations: dict[str, UUID],
    today: date,
) -> ServiceDetails:
    return ServiceDetails(
        **{field: data[field] for field in _AS_THEY_STAND if field in data},
        eligibility=_who_for(data.get("eligibility", {})),
        areas=[Served(*area) for area in served(data["areas"])],
        locations=[places[name] for name in data.get("at", [])],
        schedules=[
            Opening(day, opens, closes, on_bank_holidays=holidays)
            for day, opens, closes, holidays in openings(data["hours"])
        ],
        closures=[_closed(closure, today) for closure in data.get("closures", [])],
        contacts=[Reach(**contact) for contact in data.get("contacts", [])],
        documents=[Paper(**document) for document in data.get("documents", [])],
        routes=[
            MayRefer(organisations[route["organisation"]], route.get("places"))
            for route in data.get("routes", [])
        ],
    )


def _who_for(data: dict[str, Any]) -> WhoFor:
    values: dict[str, Any] = {
        key: tuple(said) if isinstance(said, list) else said for key, said in data.items()
    }
    return WhoFor(**values)


def _closed(data: dict[str, Any], today: date) -> ClosedDays:
    first = today + timedelta(days=data["in_days"])
    return ClosedDays(first, first + timedelta(days=data["days"] - 1), data["reason"])


def _services(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for organisation in data["organisations"]:
        for team in organisation["teams"]:
            for service in team.get("services", []):
                yield team["name"], service


def _id_of(service: dict[str, Any]) -> UUID:
    return Service.objects.get(name=service["name"]).pk


def worker_of(team: str, slug: str) -> str:
    return _somebody({"network": slug, "role": RoleName.WORKER, "team": team})


def coordinator_of(slug: str) -> str:
    return _somebody({"network": slug, "role": RoleName.COORDINATOR})


def _somebody(place: dict[str, str]) -> str:
    return next(person["email"] for person in read_people() if place in person["places"])
