"""What the page of one service reads, in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from ccs.paging.by_name import page_by_name
from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from organisations.capacity.models import Place
from organisations.capacity.queries import routes_in_force
from organisations.capacity.rules import day_begins
from organisations.directory.models import (
    Closure,
    Contact,
    Eligibility,
    Location,
    ReferralRoute,
    ReplyFigure,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceDocument,
)
from organisations.directory.rules import Route, can_keep
from organisations.members.models import Team
from organisations.places.queries import area_names
from organisations.roles.rules import can_refer


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether the reader's organisation may refer; under a contract, how many places are left."""

    is_open: bool
    places: int | None = None
    left: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """All that hangs on a service. `secret_places` says that there are some, shown or not."""

    eligibility: Eligibility | None = None
    areas: list[ServiceArea] = field(default_factory=list)
    area_names: dict[str, str] = field(default_factory=dict)
    locations: list[Location] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    documents: list[ServiceDocument] = field(default_factory=list)
    figure: ReplyFigure | None = None


def parts_of(service: Service, *, actor: Actor, today: date) -> Parts:
    """As this reader may see them: a secret place only who may refer, or keeps the service."""
    areas = list(ServiceArea.objects.filter(service=service).order_by("kind", "code"))
    places = ServiceAtLocation.objects.filter(service=service).values_list("location_id", flat=True)
    locations = Location.objects.filter(pk__in=list(places))
    if not (can_refer(actor) or can_keep(actor, team_id=service.team_id)):
        locations = locations.filter(is_secret=False)
    closures = Closure.objects.filter(service=service, ends_on__gte=today)
    return Parts(
        eligibility=Eligibility.objects.filter(service=service).first(),
        areas=areas,
        area_names=area_names({row.code for row in areas if row.code}),
        locations=list(locations),
        schedules=list(Schedule.objects.filter(service=service)),
        closures=list(closures.order_by("starts_on", "id")),
        contacts=list(Contact.objects.filter(service=service).order_by("id")),
        documents=list(ServiceDocument.objects.filter(service=service).order_by("id")),
        figure=ReplyFigure.objects.filter(service=service).first(),
    )


def entry_of(service: Service, *, actor: Actor, today: date) -> Entry:
    """Through any of the reader's organisations, the one with most places left."""
    if service.route == Route.ANYONE:
        return Entry(is_open=True)
    teams = Team.objects.filter(pk__in=actor.teams).exclude(organisation=None)
    found = [
        _entry(route)
        for organisation_id in set(teams.values_list("organisation_id", flat=True))
        for route in routes_in_force(organisation_id, [service], today=today).values()
    ]
    if not found:
        return Entry(is_open=False)
    return max(found, key=lambda one: (one.left is None, one.left or 0))


def _entry(route: ReferralRoute) -> Entry:
    if route.places is None:
        return Entry(is_open=True)
    left = max(0, route.places - _taken(route))
    return Entry(is_open=left > 0, places=route.places, left=left)


def _taken(route: ReferralRoute) -> int:
    """Counted as the system: who took which place is for the service's own team."""
    with enter(system(route.network_id)):
        taken = Place.objects.filter(
            service_id=route.service_id,
            organisation_id=route.organisation_id,
            given_back_at=None,
        )
        if route.starts_on:
            taken = taken.filter(taken_at__gte=day_begins(route.starts_on))
        if route.ends_on:
            taken = taken.filter(taken_at__lt=day_begins(route.ends_on + timedelta(days=1)))
        return taken.count()


def authorities_of(network_id: UUID) -> list[str]:
    """The codes of the councils' areas that a network covers."""
    codes: list[Any] = network_by_id(network_id).area_codes
    return [str(code) for code in codes]


def restricted_services(actor: Actor, asked: Mapping[str, str]) -> Page[Service]:
    """Published ones that do not take referrals from everybody, with those that they name."""
    named = ReferralRoute.objects.select_related("organisation").order_by("organisation__name")
    rows = Service.objects.filter(
        network_id=actor.network.id, status=Service.Status.PUBLISHED
    ).exclude(route=Route.ANYONE)
    shown = rows.select_related("team__organisation").prefetch_related(Prefetch("routes", named))
    return page_by_name(shown, asked)
