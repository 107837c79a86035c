"""Requests that the actor may see: the walls decide which."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from organisations.members.models import Team
from referrals.clients.models import Share
from referrals.rights.models import Correction, Restriction, RightsRequest
from referrals.rights.rules import State

LISTED = 50


def open_requests(actor: Actor) -> Sequence[RightsRequest]:
    """Of the actor's network, what is due first; the first of very many."""
    rows = RightsRequest.objects.filter(network_id=actor.network.id, state=State.OPEN)
    return list(rows.select_related("team").order_by("due_on", "id")[:LISTED])


def ended_requests(actor: Actor) -> Sequence[RightsRequest]:
    rows = RightsRequest.objects.filter(network_id=actor.network.id).exclude(state=State.OPEN)
    return list(rows.select_related("team").order_by("-ended_at", "-id")[:LISTED])


def request_of(actor: Actor, request_id: UUID) -> RightsRequest:
    rows = RightsRequest.objects.filter(network_id=actor.network.id, pk=request_id)
    found = rows.select_related("team", "proposed_by", "agreed_by").first()
    if found is None:
        raise NotAllowed(_("There is no such request here."))
    return found


def teams_named(team_ids: Sequence[UUID]) -> list[Team]:
    rows = Team.objects.filter(pk__in=team_ids).select_related("organisation")
    return list(rows.order_by("name", "id"))


def restrictions_of(client_ids: Sequence[UUID]) -> list[Restriction]:
    return list(Restriction.objects.filter(client__in=client_ids, until=None))


def stories_of(client_ids: Collection[UUID]) -> list[UUID]:
    """Their conversations, by the ledger: in the system's context."""
    shares = Share.objects.filter(client__in=client_ids)
    return sorted(set(shares.values_list("assessment_id", flat=True)))


def corrections_of(client_id: UUID) -> list[Correction]:
    return list(Correction.objects.filter(client=client_id)[:LISTED])
