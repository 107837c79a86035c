"""How to reach them, changed by themselves; and that they want no more texts."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue, enqueue_to_person
from ccs.outbox.models import Channel
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person, system
from ccs.tenancy.models import new_id
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref, people_told_about
from referrals.clients.models import Client, SafeTo, Share
from referrals.referrals.actions.moving import add_event
from referrals.referrals.models import Referral
from referrals.referrals.rules import ENDED, EventKind, Side, Status
from referrals.rights.trail import keep_trail
from referrals.voice.models import PersonLink

CHANGED: Final = "person_contact_changed"
NEW_NUMBER: Final = "person_new_number"


@transaction.atomic
def change_contact(*, actor: Actor, link: PersonLink, phone: str, safe_to: Collection[str]) -> bool:
    """By the person; an empty `phone` leaves the number as it is. False when nothing changed."""
    safe = [way for way in SafeTo.values if way in safe_to]
    with enter(person(link.network_id, link.client_id)):
        client = Client.objects.select_for_update(of=("self",)).get(pk=link.client_id)
        new_number = bool(phone) and phone != client.phone
        if not new_number and sorted(client.safe_to) == sorted(safe):
            return False
        now_told = {"phone": phone or client.phone, "safe_to": safe}
        keep_trail(client, now_told, actor=actor)
        client.phone, client.safe_to = phone or client.phone, safe
        client.save(update_fields=["phone", "safe_to"])
    with enter(system(link.network_id)):
        _tell(link.assessment_id, actor=actor, at=timezone.now())
        record(
            "person.contact_changed", actor=actor, subject_kind="person_link", subject_id=link.pk
        )
        if new_number and SafeTo.TEXT in safe:
            enqueue_to_person(
                NEW_NUMBER,
                network_id=link.network_id,
                client_id=link.client_id,
                subject_id=link.pk,
                event_id=new_id(),
                channel=Channel.SMS,
            )
    return True


def no_more_texts(*, network_id: UUID, client_id: UUID, at: datetime) -> None:
    """They answered STOP: a text is not safe, or not wanted. Each of their conversations hears."""
    with enter(person(network_id, client_id)):
        client = Client.objects.select_for_update(of=("self",)).filter(pk=client_id).first()
        if client is None or SafeTo.TEXT not in client.safe_to:
            return
        left = [way for way in client.safe_to if way != SafeTo.TEXT]
        themselves = Actor(network=network_ref(network_by_id(network_id)), name="")
        keep_trail(client, {"safe_to": left}, actor=themselves)
        client.safe_to = left
        client.save(update_fields=["safe_to"])
        stories = set(Share.objects.filter(until=None).values_list("assessment", flat=True))
    with enter(system(network_id)):
        network = network_ref(network_by_id(network_id))
        for link in PersonLink.objects.filter(client=client_id, assessment__in=stories):
            actor = Actor(network=network, name="", own_link=link.pk)
            _tell(link.assessment_id, actor=actor, at=at)


def _tell(assessment_id: UUID, *, actor: Actor, at: datetime) -> None:
    """Whoever has the next step, without the value: they look it up where they may."""
    referrals = Referral.objects.filter(assessment=assessment_id).exclude(status=Status.DRAFT)
    for referral in referrals.exclude(status__in=ENDED).order_by("id"):
        event = add_event(referral, EventKind.CONTACT_CHANGED, actor=actor, at=at, side=Side.NOBODY)
        teams = [referral.owner_team_id, referral.to_team_id, referral.origin_team_id]
        people = [one for team in teams if team for one in people_told_about(team)]
        enqueue(
            CHANGED,
            network_id=referral.network_id,
            recipients=dict.fromkeys(people),
            subject_id=referral.pk,
            event_id=event.pk,
        )
