"""Envelopes as the REST API answers them: with the teams' names and the service."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from organisations.directory.models import ServiceNeed
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import normalise_reference


def envelopes(actor: Actor) -> QuerySet[Referral]:
    """Three queries, however many rows."""
    needs = ServiceNeed.objects.order_by("need__position")
    return (
        Referral.objects.filter(network_id=actor.network.id)
        .select_related("from_team", "to_team", "owner_team", "service__team__organisation")
        .prefetch_related(Prefetch("service__service_needs", queryset=needs), "service__capacities")
    )


def envelopes_by_id(ids: Collection[UUID], *, actor: Actor) -> list[Referral]:
    """In the order of the ids. A page is chosen before its rows are joined: joins cost."""
    found = {referral.pk: referral for referral in envelopes(actor).filter(pk__in=ids)}
    return [found[key] for key in ids]


def envelopes_by_reference(references: Collection[str], *, actor: Actor) -> list[Referral]:
    """In the order of the references."""
    rows = envelopes(actor).filter(reference__in=references)
    found = {referral.reference: referral for referral in rows}
    return [found[reference] for reference in references]


def envelope(typed: str, *, actor: Actor) -> Referral:
    """Raises NotAllowed when there is none, or it is not the actor's."""
    referral = envelopes(actor).filter(reference=normalise_reference(typed)).first()
    if referral is None:
        raise NotAllowed("There is no such referral here.")
    return referral


def version_of(referral: Referral) -> str:
    """Changes with every event, and nothing changes without one."""
    last = ReferralEvent.objects.filter(referral=referral).order_by("-at", "-id").first()
    return str(last.pk if last else referral.pk)
