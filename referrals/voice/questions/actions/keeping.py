"""Keeping an answer: the codes as the system, which alone reads them again to count them."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref
from referrals.clients.models import Share
from referrals.referrals.actions.moving import add_event
from referrals.referrals.models import Referral
from referrals.referrals.rules import ENDED, EventKind, Side
from referrals.voice.actions.calling import note_not_called
from referrals.voice.questions.models import EndQuestions
from referrals.voice.questions.rules import ANSWERS, Question, State, may_change


def acting_for_themselves(network_id: UUID, key: UUID) -> Actor:
    """The person helped, known by a link or by the questions they were sent."""
    return Actor(network=network_ref(network_by_id(network_id)), name="", own_link=key)


def questions_about(referral: Referral, *, at: datetime) -> EndQuestions:
    """The row, locked after its referral, and made with the first word about it. In `system`."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.status not in ENDED or referral.to_team_id is None:
        raise NotAllowed(_("There is nothing to answer here."))
    EndQuestions.objects.bulk_create([fresh(referral, at=at)], ignore_conflicts=True)
    return EndQuestions.objects.select_for_update(of=("self",)).get(referral=referral)


def fresh(referral: Referral, *, at: datetime) -> EndQuestions:
    """Not saved yet. Whose it is stands in the ledger of shares: ids, and not a letter."""
    client = Share.objects.filter(assessment=referral.assessment_id).values_list("client_id")[:1]
    return EndQuestions(
        network_id=referral.network_id,
        referral=referral,
        client_id=client[0][0],
        service_id=referral.service_id,
        from_team_id=referral.from_team_id,
        to_team_id=referral.to_team_id,
        created_at=at,
    )


def keep_answers(
    row: EndQuestions, said: Mapping[str, str], *, given: str, language: str, actor: Actor
) -> None:
    """Each answer in place of the one before it; the same again changes nothing.

    Who was not contacted is on the desk's list before this returns.
    """
    told = {name: code for name, code in said.items() if code in ANSWERS[name]}
    fresh_ones = {name: code for name, code in told.items() if getattr(row, name) != code}
    if not fresh_ones:
        return
    now = timezone.now()
    if not may_change(row.answered_at, now):
        raise Conflict(_("These questions were answered more than a week ago. Thank you."))
    first = row.answered_at is None
    if first:
        row.answered_at, row.given, row.language = now, given, language
        row.asked_at = row.asked_at or now
    row.state = State.ANSWERED
    for name, code in fresh_ones.items():
        setattr(row, name, code)
    own = ["state", "asked_at", "answered_at", "given", "language", *fresh_ones]
    row.save(update_fields=own)
    if first:
        add_event(
            row.referral, EventKind.ASKED_HOW, actor=actor, at=now, side=Side.NOBODY, detail=given
        )
    else:
        record(
            "questions.answered", actor=actor, subject_kind="referral", subject_id=row.referral_id
        )
    if fresh_ones.get(Question.CONTACTED) == "no":
        note_not_called(row.referral, actor=actor, at=now)


def note_words(row: EndQuestions, *, actor: Actor) -> None:
    """Words alone are an answer too: nobody asks again."""
    if row.state != State.ANSWERED:
        row.state = State.ANSWERED
        row.save(update_fields=["state"])
    record("questions.words", actor=actor, subject_kind="referral", subject_id=row.referral_id)
