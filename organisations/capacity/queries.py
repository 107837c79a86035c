"""The services whose capacity a person may set, and what became of their places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from ccs.paging.keyset import Cursor, Page, page_of
from ccs.tenancy.actor import Actor
from organisations.capacity.models import Capacity, CapacityChange, OpeningWatch, Place
from organisations.capacity.rules import (
    CONFIRMED_FOR,
    Backlog,
    State,
    day_begins,
    period_start,
    time_paused,
)
from organisations.directory.models import ReferralRoute, ReplyFigure, Service
from organisations.directory.routing import is_in_force
from organisations.directory.rules import ENOUGH_ANSWERS, Route


def own_capacities(actor: Actor, service_ids: Iterable[UUID] | None = None) -> list[Capacity]:
    """Of the actor's teams, and of the teams of organisations it manages; who set each with it."""
    rows = Capacity.objects.filter(
        service__team__in=actor.envelopes,
        service__status=Service.Status.PUBLISHED,
        service__team__closed_on=None,
    )
    if service_ids is not None:
        rows = rows.filter(service__in=list(service_ids))
    return list(
        rows.select_related("service__team__organisation", "set_by").order_by(
            "service__team__name", "service__name", "service_id"
        )
    )


def places_taken(rows: Iterable[Capacity], *, today: date) -> dict[UUID, int]:
    """Of the present period, by service; no query where nothing is limited."""
    starts = {
        row.service_id: period_start(row.per, today=today)
        for row in rows
        if row.state == State.LIMITED
    }
    if not starts:
        return {}
    counted = (
        Place.objects.filter(service__in=list(starts), given_back_at=None, number__isnull=False)
        .values_list("service", "period_start")
        .annotate(Count("id"))
    )
    taken = {(service, start): count for service, start, count in counted}
    return {service: taken.get((service, start), 0) for service, start in starts.items()}


def backlogs(rows: Sequence[Capacity]) -> Mapping[UUID, Backlog]:
    """What waits for an answer, by service: counted by the app that knows referrals."""
    if not rows:
        return {}
    counted: Mapping[UUID, Backlog] = import_string(settings.SERVICE_BACKLOGS)(
        [row.service_id for row in rows], team_ids=list({row.service.team_id for row in rows})
    )
    return counted


def usual_replies(rows: Sequence[Capacity]) -> dict[UUID, int]:
    """By service, the minutes of working time it usually takes to answer, where that is known."""
    counted = ReplyFigure.objects.filter(
        service__in=[row.service_id for row in rows], answered__gte=ENOUGH_ANSWERS
    )
    minutes = counted.values_list("service", "typical_minutes") if rows else ()
    return {service: typical for service, typical in minutes if typical is not None}


def routes_in_force(
    organisation_id: UUID | None, services: Iterable[Service], *, today: date
) -> dict[UUID, ReferralRoute]:
    """By which of these restricted services the organisation is named today."""
    restricted = [service.pk for service in services if service.route != Route.ANYONE]
    if not restricted or organisation_id is None:
        return {}
    rows = ReferralRoute.objects.filter(service__in=restricted, organisation=organisation_id)
    return {
        row.service_id: row for row in rows if is_in_force(row.starts_on, row.ends_on, today=today)
    }


def contracts_of(
    organisation_id: UUID | None, services: Iterable[Service], *, today: date
) -> dict[UUID, ReferralRoute]:
    """Those of the routes in force that have a number of places."""
    routes = routes_in_force(organisation_id, services, today=today)
    return {key: route for key, route in routes.items() if route.places is not None}


def changes_of(service_id: UUID, *, cursor: Cursor | None) -> Page[CapacityChange]:
    """The newest first."""
    rows = CapacityChange.objects.filter(service=service_id)
    return page_of([rows], by="at", newest_first=True, cursor=cursor)


def is_watched(actor: Actor, service_id: UUID) -> bool:
    """Whether the actor waits for this service to open."""
    return OpeningWatch.objects.filter(
        service_id=service_id, member_id=actor.member_id, told_at=None
    ).exists()


def unconfirmed(actor: Actor, *, now: datetime) -> QuerySet[Capacity]:
    """Published services whose capacity nobody confirmed for a month, the longest first."""
    rows = Capacity.objects.filter(
        network_id=actor.network.id,
        confirmed_at__lt=now - CONFIRMED_FOR,
        service__status=Service.Status.PUBLISHED,
        service__team__closed_on=None,
        service__team__organisation__left_on=None,
    )
    joined = rows.select_related("service__team__organisation")
    return joined.order_by("confirmed_at", "service_id")


def times_paused(service_ids: Iterable[UUID], *, start: date, end: date) -> dict[UUID, timedelta]:
    """How long each service took nobody between two days, both included, in two queries.

    Days that have not come yet are not counted.
    """
    begins = day_begins(start)
    ends = max(begins, min(day_begins(end + timedelta(days=1)), timezone.now()))
    ids = list(service_ids)
    changes = CapacityChange.objects.filter(service__in=ids, at__lt=ends)
    columns = ("service_id", "at", "state")
    before = changes.filter(at__lt=begins).order_by("service_id", "-at", "-id")
    within = changes.filter(at__gte=begins).order_by("at", "id")
    found: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
    for rows in (before.distinct("service_id"), within):
        for service_id, at, state in rows.values_list(*columns):
            found[service_id].append((at, state))
    return {pk: time_paused(found[pk], start=begins, end=ends) for pk in ids}
