"""The way from a record's own page to who read it, for those who may look."""

from uuid import UUID

from django.urls import reverse

from ccs.tenancy.actor import Actor
from referrals.audit.actions import may_see_trail_of_person, may_see_trail_of_referral
from referrals.referrals.models import Referral


def trail_of_referral_href(referral: Referral, *, actor: Actor) -> str:
    """Empty for who may not look at it."""
    if not may_see_trail_of_referral(actor, referral):
        return ""
    where = {"network": actor.network.slug, "reference": referral.reference}
    return reverse("referrals:referral_trail", kwargs=where)


def trail_of_person_href(client_id: UUID, *, actor: Actor) -> str:
    """Empty for who may not look at it."""
    if not may_see_trail_of_person(actor, client_id):
        return ""
    where = {"network": actor.network.slug, "client_id": client_id}
    return reverse("referrals:person_trail", kwargs=where)
