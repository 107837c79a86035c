"""A card that did not arrive: the team that gave it hears, and gives it in another way."""

from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref, people_told_about
from referrals.referrals.actions.moving import add_event
from referrals.referrals.rules import EventKind, Side
from referrals.voice.models import PersonLink
from referrals.voice.queries import referrals_of

CARD_FAILED: Final = "person_card_failed"


def note_card_failed(*, network_id: UUID, link_id: UUID) -> None:
    """In the system's context, where the outbox notes it."""
    link = PersonLink.objects.filter(pk=link_id).first()
    referrals = referrals_of(link.assessment_id) if link else []
    if link is None or not referrals:
        return
    actor = Actor(network=network_ref(network_by_id(network_id)), name="", own_link=link.pk)
    event = add_event(
        referrals[0], EventKind.CARD_FAILED, actor=actor, at=timezone.now(), side=Side.NOBODY
    )
    team = people_told_about(link.team_id)
    enqueue(
        CARD_FAILED,
        network_id=network_id,
        recipients=[link.made_by_id] if link.made_by_id in team else team,
        subject_id=referrals[0].pk,
        event_id=event.pk,
    )
