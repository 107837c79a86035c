"""The second check: that it is the person, and not somebody who found the card."""

import secrets
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from ccs.audit.actions import record
from ccs.logs.refused import note
from ccs.outbox.actions import enqueue, enqueue_to_person
from ccs.outbox.models import Channel
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person, system
from ccs.tenancy.models import new_id
from ccs.texts.queries import texts_are_on
from organisations.roles.queries import people_told_about
from referrals.clients.models import Client, SafeTo
from referrals.voice.hashing import hashed, matches
from referrals.voice.models import PersonLink
from referrals.voice.queries import referrals_of
from referrals.voice.rules import (
    CODE_LENGTH,
    SENT_CODE_LASTS,
    TRIES_AT_ALL,
    Lock,
)

LOCKED: Final = "person_link_locked"
CODE: Final = "person_code"


def prove(*, actor: Actor, link: PersonLink, code: str, born: str) -> bool:
    """Whether it is they. A wrong answer counts; one given while it is shut is not even right.

    The answer takes the same work and reads the same, whatever was wrong with it.
    """
    now = timezone.now()
    with enter(system(link.network_id)), transaction.atomic():
        locked = PersonLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        right = _is_right(locked, code=code, born=born, now=now)
        lock = Lock(locked.tries, locked.locked_until)
        if lock.is_shut(now):
            return False
        if right:
            _note_right(locked, actor=actor, at=now)
        elif code or born:
            note("own_answer")
            _note_wrong(locked, lock.after_wrong(now), actor=actor)
    return right


def send_code(*, actor: Actor, link: PersonLink) -> None:
    """A new code to a way that is safe for them, if there is one. Nobody is told which.

    Not while it is shut: whoever guesses would otherwise fill their phone.
    """
    now = timezone.now()
    with enter(system(link.network_id)), transaction.atomic():
        locked = PersonLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
        channel = _safe_channel(locked)
        if not channel or Lock(locked.tries, locked.locked_until).is_shut(now):
            return
        code = new_code()
        locked.sent_hash, locked.sent_until = hashed(code), now + SENT_CODE_LASTS
        locked.save(update_fields=["sent_hash", "sent_until"])
        enqueue_to_person(
            CODE,
            network_id=link.network_id,
            client_id=link.client_id,
            subject_id=link.pk,
            event_id=new_id(),
            channel=channel,
            payload={"code": code},
            lifetime=SENT_CODE_LASTS,
        )
        _record("person.code_sent", actor, link)


def new_code() -> str:
    return "".join(str(secrets.randbelow(10)) for _ in range(CODE_LENGTH))


def _is_right(link: PersonLink, *, code: str, born: str, now: datetime) -> bool:
    """Each is compared, also after one was right: the time tells nothing."""
    sent = link.sent_hash if link.sent_until and now < link.sent_until else ""
    answers = [
        matches(code, link.code_hash),
        matches(code, sent),
        # Who knows them knows their birthday: never where that matters most.
        matches(born, "" if link.discreet else link.birth_hash),
    ]
    return any(answers)


def _note_right(link: PersonLink, *, actor: Actor, at: datetime) -> None:
    link.tries, link.locked_until, link.proved_at = 0, None, at
    # What was sent is good once.
    link.sent_hash, link.sent_until = "", None
    link.save(update_fields=["tries", "locked_until", "proved_at", "sent_hash", "sent_until"])
    _record("person.entered", actor, link)


def _note_wrong(link: PersonLink, lock: Lock, *, actor: Actor) -> None:
    link.tries, link.locked_until = lock.tries, lock.until
    link.save(update_fields=["tries", "locked_until"])
    _record("person.refused", actor, link)
    if lock.tries >= TRIES_AT_ALL:
        _tell_team(link)


def _tell_team(link: PersonLink) -> None:
    referrals = referrals_of(link.assessment_id)
    if referrals:
        enqueue(
            LOCKED,
            network_id=link.network_id,
            recipients=people_told_about(link.team_id),
            subject_id=referrals[0].pk,
            event_id=new_id(),
        )


def _safe_channel(link: PersonLink) -> str:
    with enter(person(link.network_id, link.client_id)):
        client = Client.objects.get(pk=link.client_id)
    if client.phone and SafeTo.TEXT in client.safe_to and texts_are_on():
        return Channel.SMS
    return Channel.EMAIL if client.email and SafeTo.EMAIL in client.safe_to else ""


def _record(action: str, actor: Actor, link: PersonLink) -> None:
    record(action, actor=actor, subject_kind="person_link", subject_id=link.pk)


def note_opened(link: PersonLink) -> None:
    """Once: that somebody has opened it, which may have been a program that looks at links."""
    if link.opened_at is None:
        with enter(system(link.network_id)):
            PersonLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
