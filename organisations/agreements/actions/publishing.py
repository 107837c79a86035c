"""A new version: published with notice, told to everybody, or taken back in time."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.actions.writing import draft_from, locked_draft
from organisations.agreements.models import AgreementDraft, AgreementVersion
from organisations.agreements.queries import last_version, managers_in, versions_of
from organisations.agreements.remembered import forget
from organisations.agreements.reminding import NEW_VERSION, remind_of_version
from organisations.agreements.rules import (
    changes,
    clauses_in,
    coming,
    exact_text,
    first_day,
    hash_of,
    takes_effect,
)
from organisations.roles.rules import can_coordinate

PUBLISHED: Final = "agreement_published"
TAKEN_BACK: Final = "agreement_taken_back"
_LONGEST: Final = timedelta(days=366)


@transaction.atomic
def publish(*, actor: Actor, kind: str, day: date) -> AgreementVersion:
    """The draft, word by word, in force from that day; everybody who signs is told what changed.

    The second of two clicks finds the version of the first.
    """
    _check(actor)
    draft, now = locked_draft(actor, kind), timezone.now()
    waiting = coming(versions_of(actor.network.id, kind), now)
    if waiting:
        if draft is None and waiting.published_by_id == actor.member_id:
            return waiting
        raise Conflict(
            _("A new version has been published already. Take that one back first, or wait.")
        )
    before = last_version(actor.network.id, kind)
    if draft is None or not _changed(before, draft):
        raise Problem(_("Nothing has changed since the version in force."))
    _check_day(day, now=now)
    version = _write(actor, before, draft, day=day, at=now)
    draft.delete()
    _tell(PUBLISHED, version)
    remind_of_version(version)
    _audit("agreement.published", actor, version)
    return version


@transaction.atomic
def take_back(*, actor: Actor, version_id: UUID) -> AgreementVersion:
    """Before it takes effect. Its words are the draft again, unless another has been begun."""
    _check(actor)
    rows = AgreementVersion.objects.filter(network=actor.network.id, pk=version_id)
    version, now = rows.first(), timezone.now()
    if version is None:
        raise NotAllowed(_("There is no such agreement here."))
    if version.taken_back_at:
        return version
    taken = rows.filter(taken_back_at=None, in_force_from__gt=now).update(taken_back_at=now)
    if not taken:
        raise Conflict(_("This version is in force. Publish a new one instead."))
    version.taken_back_at = now
    cancel(NEW_VERSION, subject_ids=[version.pk])
    draft_from(
        actor,
        version.kind,
        clauses=clauses_in(version.clauses),
        renew_months=version.renew_months,
        network_id=version.network_id,
    )
    _tell(TAKEN_BACK, version)
    _audit("agreement.taken_back", actor, version)
    return version


def _write(
    actor: Actor, before: AgreementVersion, draft: AgreementDraft, *, day: date, at: datetime
) -> AgreementVersion:
    # Of all, taken back or not: a number names one text for ever.
    number = versions_of(actor.network.id, draft.kind)[-1].number + 1
    text = exact_text(draft.kind, number, clauses_in(draft.clauses), draft.renew_months)
    return AgreementVersion.objects.create(
        network_id=before.network_id,
        kind=draft.kind,
        number=number,
        clauses=draft.clauses,
        renew_months=draft.renew_months,
        text_sha256=hash_of(text),
        published_at=at,
        published_by_id=actor.member_id,
        in_force_from=takes_effect(day, published_at=at),
    )


def _changed(before: AgreementVersion, draft: AgreementDraft) -> bool:
    return bool(
        changes(
            clauses_in(before.clauses),
            clauses_in(draft.clauses),
            months=(before.renew_months, draft.renew_months),
        )
    )


def _check_day(day: date, *, now: datetime) -> None:
    if day < first_day(now):
        raise Problem(
            _("Choose a day at least 28 days from now, so that everybody has time to sign."),
            field="day",
        )
    if day > timezone.localdate(now) + _LONGEST:
        raise Problem(_("Choose a day within a year."), field="day")


def _tell(template: str, version: AgreementVersion) -> None:
    forget(version.network_id)
    enqueue(
        template,
        network_id=version.network_id,
        recipients=managers_in(version.network_id),
        subject_id=version.pk,
        event_id=new_id(),
    )


def _audit(action: str, actor: Actor, version: AgreementVersion) -> None:
    record(
        action,
        actor=actor,
        subject_kind="agreement",
        subject_id=version.pk,
        reason=f"{version.kind} {version.number}",
    )


def _check(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such agreement here."))
