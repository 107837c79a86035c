"""What the scheduler does about agreements. Done twice or late, it comes to the same."""

from datetime import datetime
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from networks.networks.queries import network_by_id, working_hours
from organisations.roles.queries import people_told_about
from referrals.consent.actions import RENEWAL
from referrals.consent.models import DeletionAsked
from referrals.referrals.actions.revoking import DELETION
from referrals.referrals.models import Referral
from referrals.referrals.rules import MOVES


def remind_to_renew(network_id: UUID, assessment_id: UUID) -> datetime | None:
    """The team that was told the story hears of it, as long as somebody is still being asked."""
    if opening := _closed_until(network_id):
        return opening
    running = Referral.objects.filter(
        assessment=assessment_id, status__in=MOVES["revoke"].before
    ).order_by("created_at", "id")
    referral = running.first()
    if referral is not None:
        enqueue(
            RENEWAL,
            network_id=network_id,
            recipients=people_told_about(referral.origin_team_id),
            subject_id=referral.pk,
            # Once for each time that it is nearly over.
            event_id=uuid5(assessment_id, timezone.localdate().isoformat()),
        )
    return None


def remind_to_delete(network_id: UUID, deletion_id: UUID) -> datetime | None:
    """Asked again, once; after that the team whose story it is sees who has not said so."""
    if opening := _closed_until(network_id):
        return opening
    asked = DeletionAsked.objects.filter(pk=deletion_id, confirmed_at=None).first()
    if asked is not None:
        enqueue(
            DELETION,
            network_id=network_id,
            recipients=people_told_about(asked.team_id),
            subject_id=asked.referral_id,
            event_id=asked.pk,
        )
    return None


def _closed_until(network_id: UUID) -> datetime | None:
    """Nobody gets an email at night."""
    now = timezone.now()
    opening = working_hours(network_by_id(network_id)).next_moment(now)
    return opening if opening > now else None


def register() -> None:
    registry.register(RENEWAL, remind_to_renew)
    registry.register(DELETION, remind_to_delete)
