"""Whose details may be given to a person, and what was given."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet

from ccs.tenancy.actor import Actor
from organisations.capacity.models import Signpost
from organisations.directory.models import Contact, Service, ServiceAtLocation
from organisations.directory.rules import Audience
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, Candidate, Match, rank
from organisations.members.models import Team

# A page that somebody carries away holds no more.
MOST_GIVEN = 20


def services_to_give(actor: Actor) -> QuerySet[Service]:
    """Those of which `can_be_given` is true: never a refuge."""
    phones = Contact.objects.filter(service=OuterRef("pk"), audience=Audience.PUBLIC)
    public = Q(audience=Audience.PUBLIC) | Exists(phones.exclude(phone=""))
    return Service.objects.filter(
        public,
        network_id=actor.network.id,
        status=Service.Status.PUBLISHED,
        team__closed_on=None,
        team__organisation__left_on=None,
        team__organisation__registered_on__isnull=False,
    )


def ranked_to_give(
    actor: Actor, asked: Asked, *, also: Collection[UUID] = ()
) -> tuple[list[Match], list[Candidate]]:
    """The best first; `also` are there whatever is asked."""
    found = candidates(network_id=actor.network.id, asked=asked, also=also)
    ids = [one.service_id for one in found]
    given = set(services_to_give(actor).filter(pk__in=ids).values_list("pk", flat=True))
    known = [one for one in found if one.service_id in given]
    return rank(asked, known), known


def own_teams(actor: Actor) -> list[Team]:
    return list(Team.objects.filter(pk__in=actor.teams, closed_on=None).order_by("name", "id"))


def signposts(actor: Actor, ids: Collection[UUID]) -> list[Signpost]:
    """What the actor's own teams gave, each service with what a printed page says of it."""
    rows = Signpost.objects.filter(pk__in=list(ids)[:MOST_GIVEN], team__in=actor.teams)
    at = ServiceAtLocation.objects.filter(location__is_secret=False).select_related("location")
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    return list(
        rows.select_related("service__team__organisation")
        .prefetch_related(
            Prefetch("service__contacts", contacts),
            Prefetch("service__at_locations", at.order_by("location__name", "id")),
            "service__schedules",
        )
        .order_by("at", "id")
    )


def given_by_need(actor: Actor, *, since: datetime) -> Counter[str]:
    """How often details were given for each need: what is given together has one time."""
    rows = Signpost.objects.filter(network_id=actor.network.id, at__gte=since)
    counted = (
        rows.annotate(need=Func(F("needs"), function="unnest"))
        .values_list("need")
        .annotate(count=Count("at", distinct=True))
        .order_by()
    )
    return Counter(dict(counted))
