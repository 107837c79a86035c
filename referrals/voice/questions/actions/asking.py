"""Asking at the end: once about a referral, a few days after, and only in a way that is safe."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue_to_person
from ccs.outbox.models import Channel
from ccs.outbox.registry import Failure
from ccs.tenancy.context import enter, person
from ccs.texts.queries import texts_are_on
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from referrals.clients.models import Client, SafeTo, Share
from referrals.consent.models import Consent
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Status
from referrals.rights.standing import objected_at, restricted_among
from referrals.voice.questions.actions.keeping import acting_for_themselves
from referrals.voice.questions.models import EndQuestions
from referrals.voice.questions.rules import (
    APART,
    ASKED_AFTER_DAYS,
    NOT_AFTER,
    Question,
    State,
    worth_asking,
)

# The job of a network; and what is sent to the person.
ASK_AT_THE_END: Final = "ask_at_the_end"
QUESTIONS: Final = "questions_at_the_end"
_AT_ONCE: Final = 100
_SOON: Final = timedelta(minutes=1)


def ask_those_due(network_id: UUID, _subject: UUID) -> datetime | None:
    """Whoever is to be asked today; never at night. Done twice, nobody is asked twice."""
    now, hours = timezone.now(), working_hours(network_by_id(network_id))
    if (opening := hours.next_moment(now)) > now:
        return opening
    _note_ended(network_id, hours=hours, now=now)
    waiting = EndQuestions.objects.select_for_update(of=("self",), skip_locked=True).filter(
        network_id=network_id, state=State.WAITING, created_at__gte=now - NOT_AFTER
    )
    rows = list(waiting.order_by("created_at", "id")[:_AT_ONCE])
    people = {row.client_id for row in rows}
    busy = _in_conversation(people, now=now) | restricted_among(people)
    for row in rows:
        if row.client_id not in busy:
            _ask(row, now=now)
            busy.add(row.client_id)
    return now + _SOON if len(rows) == _AT_ONCE and len(busy) < _AT_ONCE else None


def _note_ended(network_id: UUID, *, hours: WorkingHours, now: datetime) -> None:
    """A row for each referral that has ended and is worth asking about. One table at a time."""
    ended = Referral.objects.filter(
        network_id=network_id,
        status__in=[Status.CLOSED, Status.DECLINED],
        ended_at__gte=now - NOT_AFTER,
        ended_at__lte=hours.days_before(now, ASKED_AFTER_DAYS),
        to_team__isnull=False,
    )
    found = list(ended.order_by("-ended_at", "-id"))
    stories = {one.assessment_id for one in found}
    asked = _asked_before(stories)
    open_still = set(
        Referral.objects.filter(assessment__in=stories, status__in=OPEN)
        .exclude(status=Status.DRAFT)
        .values_list("assessment_id", flat=True)
    )
    clients = dict(
        Share.objects.filter(assessment__in=stories).values_list("assessment_id", "client_id")
    )
    told = {story for story, _referral in asked}
    rows = []
    for one in found:
        is_last = one.assessment_id not in open_still and one.assessment_id not in told
        worth = worth_asking(
            status=one.status, outcome=one.outcome, last_of_story=is_last, went_somewhere=True
        )
        if worth and (one.assessment_id, one.pk) not in asked and one.assessment_id in clients:
            told.add(one.assessment_id)
            rows.append(_row(one, clients[one.assessment_id], at=now))
    EndQuestions.objects.bulk_create(rows, ignore_conflicts=True)


def _asked_before(stories: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """Of these stories, which referrals were asked about."""
    referrals = dict(
        Referral.objects.filter(assessment__in=list(stories)).values_list("pk", "assessment_id")
    )
    rows = EndQuestions.objects.filter(referral__in=list(referrals))
    return {(referrals[pk], pk) for pk in rows.values_list("referral_id", flat=True)}


def _row(referral: Referral, client_id: UUID, *, at: datetime) -> EndQuestions:
    return EndQuestions(
        network_id=referral.network_id,
        referral=referral,
        client_id=client_id,
        service_id=referral.service_id,
        from_team_id=referral.from_team_id,
        to_team_id=referral.to_team_id,
        created_at=at,
    )


def _in_conversation(clients: Iterable[UUID], *, now: datetime) -> set[UUID]:
    """Who was asked about something else lately: one set of questions at a time."""
    lately = EndQuestions.objects.filter(client__in=list(clients), asked_at__gt=now - APART)
    return set(lately.values_list("client_id", flat=True))


def _ask(row: EndQuestions, *, now: datetime) -> None:
    """By text where that is safe, else by email, else by a worker when they next speak."""
    wanted, way = _how(row)
    row.state = State.BY_WORKER if wanted else State.NOT_WANTED
    if way:
        row.state, row.way, row.asked_at = State.ASKED, way, now
        row.step = Question.CONTACTED if way == SafeTo.TEXT else ""
    row.save(update_fields=["state", "way", "asked_at", "step"])
    if not way:
        return
    if way == SafeTo.TEXT:
        send_question(row)
    else:
        enqueue_to_person(
            QUESTIONS,
            network_id=row.network_id,
            client_id=row.client_id,
            subject_id=row.pk,
            event_id=row.pk,
            channel=Channel.EMAIL,
        )
    actor = acting_for_themselves(row.network_id, row.pk)
    record(
        "questions.asked",
        actor=actor,
        subject_kind="referral",
        subject_id=row.referral_id,
        reason=way,
    )


def send_question(row: EndQuestions, *, again: bool = False) -> None:
    """The question that the conversation has come to, or the thanks; each once, or once again."""
    enqueue_to_person(
        QUESTIONS,
        network_id=row.network_id,
        client_id=row.client_id,
        subject_id=row.pk,
        event_id=uuid5(row.pk, f"{row.step}{'-again' if again else ''}"),
        channel=Channel.SMS,
        payload={"step": row.step, "again": "yes" if again else ""},
    )


def _how(row: EndQuestions) -> tuple[bool, str]:
    """Whether they want to be asked, and which way is safe; as the person, for this alone."""
    story = Referral.objects.values_list("assessment_id", flat=True).get(pk=row.referral_id)
    objected = objected_at(row.network_id, row.client_id)
    with enter(person(row.network_id, row.client_id)):
        given = Consent.objects.filter(assessment=story, withdrawn_at=None)
        if objected:
            # Until they agree anew.
            given = given.filter(recorded_at__gt=objected)
        wishes = list(given.order_by("recorded_at", "id").values_list("aftercare", flat=True))
        client = Client.objects.filter(pk=row.client_id).first()
    if client is None or client.is_erased or not wishes or not wishes[-1]:
        return False, ""
    if SafeTo.TEXT in client.safe_to and client.phone and texts_are_on():
        return True, SafeTo.TEXT
    if SafeTo.EMAIL in client.safe_to and client.email:
        return True, SafeTo.EMAIL
    return True, ""


def not_reached(failure: Failure) -> None:
    """The message did not arrive: a worker asks when they next speak."""
    rows = EndQuestions.objects.filter(pk=failure.subject_id, state=State.ASKED)
    rows.update(state=State.BY_WORKER, step="")


def ask_no_more(*, network_id: UUID, client_id: UUID) -> None:
    """By nobody, in no way; what they have answered stays."""
    rows = EndQuestions.objects.filter(network_id=network_id, client=client_id)
    rows.exclude(step="").update(step="")
    waiting = [State.WAITING, State.ASKED, State.BY_WORKER]
    rows.filter(state__in=waiting).update(state=State.NOT_WANTED)


def stop_asking(*, network_id: UUID, client_id: UUID, at: datetime) -> None:
    """They said stop: nothing more is asked of them, about anything, by itself."""
    rows = EndQuestions.objects.filter(network_id=network_id, client=client_id)
    rows.exclude(step="").update(step="")
    rows.filter(state__in=[State.WAITING, State.ASKED]).update(state=State.STOPPED)
