"""Envelopes as the REST API answers them: rows of values, with the names of teams and workers."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries.envelopes import find_referral
from referrals.referrals.rules import Outcome, normalise_reference

_AS_KEPT: Final = (
    "id", "reference", "status", "needs", "urgency", "decline_reason", "outcome", "service_id",
    "assigned_to_id", "forwarded_from_id", "sent_at", "seen_at",
    "accepted_at", "next_action_at", "ended_at",
)  # fmt: skip
_NAMES: Final = {
    "from_name_now": F("from_team__name"),
    "to_name_now": F("to_team__name"),
    "owner_name": F("owner_team__name"),
    "worker_name": F("assigned_to__name"),
}


def envelopes(field: str, values: Collection[Any], *, actor: Actor) -> list[dict[str, Any]]:
    """Those whose `field` (id, reference) is one of the values, in the order of the values.

    A page is chosen first and its rows are joined after: joins cost.
    """
    rows = Referral.objects.filter(network_id=actor.network.id, **{f"{field}__in": values})
    found = {row[field]: row for row in rows.values(*_AS_KEPT, **_NAMES)}
    return [found[value] for value in values]


def references_of_passing(rows: Collection[Mapping[str, Any]]) -> dict[Any, dict[str, Any]]:
    """For rows of `envelopes`, by id: under which references they were passed on, and came.

    Two questions at most, however many rows; none where nothing was passed on.
    """
    on = {row["id"] for row in rows if row["outcome"] == Outcome.REFERRED_ON}
    came = {row["forwarded_from_id"] for row in rows} - {None}
    kept = Referral.objects.order_by("created_at")
    to = dict(kept.filter(forwarded_from__in=on).values_list("forwarded_from", "reference"))
    named = dict(kept.filter(pk__in=came).values_list("id", "reference"))
    return {
        row["id"]: {
            "forwarded_to": to.get(row["id"]),
            "forwarded_from": named.get(row["forwarded_from_id"]),
        }
        for row in rows
    }


def envelope_of(typed: str, *, actor: Actor) -> Referral:
    """Raises NotAllowed when there is none, or it is not the actor's."""
    referral = find_referral(normalise_reference(typed), actor=actor)
    if referral is None:
        raise NotAllowed(_("There is no such referral here."))
    return referral


def version_of(referral_id: UUID) -> str:
    """Changes with every event, and nothing changes without one."""
    events = ReferralEvent.objects.filter(referral_id=referral_id).order_by("-at", "-id")
    return str(events.values_list("id", flat=True).first() or referral_id)
