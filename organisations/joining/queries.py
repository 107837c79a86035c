"""Who is on the way in, how far they are, and who has the next word."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.joining.found import steps_found, users_of
from organisations.joining.links import Invited
from organisations.joining.models import HAS_A_PLACE, Joining, JoiningMessage, State
from organisations.joining.rules import (
    INSIDE,
    OVER,
    UNDER_WAY,
    Progress,
    can_decide,
    plain,
    progress,
    whose_turn,
)
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import OrganisationRole
from organisations.roles.rules import can_coordinate

MOST_WAITING: Final = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for the desk: whose it is and since when."""

    joining: Joining
    since: datetime


def joining_here(actor: Actor, joining_id: UUID) -> Joining | None:
    rows = Joining.objects.filter(network_id=actor.network.id, pk=joining_id)
    return rows.exclude(state=State.UNCONFIRMED).select_related("organisation").first()


def joining_by_link(link: Invited) -> Joining | None:
    """In the network's `system` context."""
    rows = Joining.objects.filter(network_id=link.network_id, pk=link.joining_id)
    return rows.select_related("network").first()


def own_joining(actor: Actor) -> Joining | None:
    """Of an organisation that the actor manages and that is not live yet."""
    if not actor.managed:
        return None
    rows = Joining.objects.filter(organisation__in=actor.managed, state__in=INSIDE)
    return rows.select_related("organisation").order_by("started_at").first()


def is_all_they_do(actor: Actor, joining: Joining) -> bool:
    """Whether whoever manages it has no other team or organisation in the network."""
    teams = Team.objects.filter(organisation=joining.organisation_id).values_list("pk", flat=True)
    others = {*actor.managed} - {joining.organisation_id}
    return not others and not can_coordinate(actor) and {*actor.envelopes} <= {*teams}


def applications_waiting(actor: Actor) -> list[Waiting]:
    """What the desk has to look at, the longest first: for its coordinators alone."""
    if not can_decide(actor):
        return []
    rows = Joining.objects.filter(
        Q(with_desk_since__isnull=False) | Q(state__in=[State.APPLIED, State.READY], asked_at=None),
        network_id=actor.network.id,
        state__in=UNDER_WAY,
    )
    found = [Waiting(one, whose_turn(one)[1]) for one in rows.order_by("since")[:MOST_WAITING]]
    return sorted(found, key=lambda one: one.since)


def joining_page(actor: Actor, asked: Mapping[str, str], *, over: bool) -> Page[Joining]:
    """For the desk: those under way, or those of which nothing came; the newest first."""
    rows = Joining.objects.filter(
        network_id=actor.network.id, state__in=OVER if over else UNDER_WAY
    ).order_by()
    return page_of([rows], by="begun_at", newest_first=True, cursor=cursor_in(asked))


def thread_of(joining: Joining) -> list[JoiningMessage]:
    return list(JoiningMessage.objects.filter(joining=joining).order_by("at", "id"))


def steps_of(joinings: Collection[Joining]) -> dict[UUID, Progress]:
    """By joining; at most a dozen queries, however many there are."""
    organisations = [one.organisation_id for one in joinings if one.organisation_id]
    found = steps_found(organisations, next((one.network_id for one in joinings), None))
    return {one.pk: progress(one, found.get(one.organisation_id, {})) for one in joinings}


def names_taken(network_id: UUID) -> dict[str, str]:
    """By plain name, what to say to who types it again."""
    taken: dict[str, str] = {}
    here = Organisation.objects.filter(network_id=network_id)
    for name, left, registered in here.values_list("name", "left_on", "registered_on"):
        if left is None:
            taken[plain(name)] = _("This organisation is in the network already.")
        elif registered:
            taken[plain(name)] = _(
                "An organisation of this name was a member before. Add something to the name."
            )
    rows = Joining.objects.filter(HAS_A_PLACE, network_id=network_id, organisation=None)
    for name in rows.values_list("name", flat=True):
        taken[plain(name)] = _("This organisation is invited already.")
    return taken


def managers_of(organisation_id: UUID) -> list[UUID]:
    """Memberships of those who manage it now."""
    managing = OrganisationRole.objects.filter(
        permission__codename="manage", content_object=organisation_id
    )
    people = Membership.objects.filter(
        user_id__in=list(managing.values_list("user_id", flat=True)), left_at=None
    )
    return list(people.order_by("id").values_list("id", flat=True))


def people_of(organisation_id: UUID) -> list[Membership]:
    """Everybody who works in it or manages it now."""
    users = users_of([organisation_id])[organisation_id]
    people = Membership.objects.filter(user__in=users, left_at=None)
    return list(people.select_related("user").order_by("name", "id"))


def services_of(organisation_id: UUID) -> QuerySet[Service]:
    """All that it has written down, published or not, but not what was withdrawn."""
    teams = list(Team.objects.filter(organisation=organisation_id).values_list("pk", flat=True))
    rows = Service.objects.filter(team__in=teams).exclude(status=Service.Status.WITHDRAWN)
    return rows.order_by("name", "id")


def first_team_of(joining: Joining) -> Team | None:
    teams = Team.objects.filter(organisation=joining.organisation_id, closed_on=None)
    return teams.order_by("id").first()
