"""Writing down what came of a check; and putting it right later, with what was said before kept."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.needs.rules import CRISIS, NEEDS
from referrals.aftercare.actions import finish_check, lock_check, tried
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.records import STEADIEST, CheckRecord, HowNow, NeedNow
from referrals.aftercare.rules import OPEN
from referrals.aftercare.said import Said
from referrals.assessments.models import Assessment
from referrals.assessments.queries import needed_in
from referrals.referrals.rules import Way
from referrals.rights.standing import refuse_use_if_restricted
from referrals.tally.actions import tally_check
from referrals.voice.questions.quoting import copy_quote, drop_quote


@transaction.atomic
def record_check(
    *, actor: Actor, check_id: UUID, said: Said, record_id: UUID | None = None
) -> CheckRecord:
    """A try to reach them, and what they said where it succeeded.

    `record_id` comes with the form: the same one twice is the same try. Raises Conflict, naming
    who was first, when the check is over.
    """
    check = lock_check(actor=actor, check_id=check_id)
    before = CheckRecord.objects.filter(pk=record_id, of_check=check).first() if record_id else None
    if before:
        return before
    assessment = _letter_of(check)
    _check_open(check)
    refuse_use_if_restricted(assessment.client_id)
    _check_said(said, assessment)
    now = timezone.now()
    kept = _write(check, assessment, said, actor=actor, at=now, record_id=record_id)
    tally_check(check, kept)
    record("aftercare.recorded", actor=actor, subject_kind="check", subject_id=check.pk)
    # Last: where this ends the plan, the desk can no longer write.
    if said.reached:
        finish_check(check, actor=actor, at=now, go_on=said.go_on)
    else:
        tried(check, actor=actor, at=now, way=said.way, try_id=kept.pk)
    return kept


@transaction.atomic
def correct_check(
    *, actor: Actor, check_id: UUID, said: Said, seen: UUID, record_id: UUID | None = None
) -> CheckRecord:
    """Another record in place of `seen`, the one that the page showed; that one is kept.

    Whether to go on was decided then, and is not asked again. Raises Conflict when a colleague
    has put it right meanwhile.
    """
    check = lock_check(actor=actor, check_id=check_id)
    before = CheckRecord.objects.filter(pk=record_id, of_check=check).first() if record_id else None
    if before:
        return before
    assessment = _letter_of(check)
    standing = CheckRecord.objects.filter(of_check=check, reached=True, replaced_at=None).first()
    if standing is None:
        raise NotAllowed(_("There is no such check here."))
    if standing.pk != seen:
        raise Conflict(_first(standing))
    if not said.reached:
        raise Problem(_("This check has been done. Say what they told you."), field="reached")
    _check_said(said, assessment)
    now = timezone.now()
    drop_quote(standing.quote_id, network_id=standing.network_id)
    standing.replaced_at = now
    standing.save(update_fields=["replaced_at"])
    kept = _write(
        check, assessment, said, actor=actor, at=now, record_id=record_id, go_on=standing.go_on
    )
    tally_check(check, kept)
    record("aftercare.corrected", actor=actor, subject_kind="check", subject_id=check.pk)
    return kept


def _letter_of(check: AftercareCheck) -> Assessment:
    """The conversation, if a share opens it: who cannot read it writes nothing about the person."""
    assessment = Assessment.objects.filter(pk=check.assessment_id).first()
    if assessment is None:
        raise NotAllowed(_("There is no such check here."))
    return assessment


def _check_open(check: AftercareCheck) -> None:
    if check.status in OPEN:
        return
    last = CheckRecord.objects.filter(of_check=check).order_by("-at", "-id").first()
    raise Conflict(_first(last) if last else _("This check is over. Nothing else was done."))


def _first(kept: CheckRecord) -> str:
    when = timezone.localtime(kept.at)
    return _("%(name)s wrote down this check on %(date)s at %(time)s. Nothing else was done.") % {
        "name": kept.by_name,
        "date": date_format(when, "j F"),
        "time": date_format(when, "H:i"),
    }


def _check_said(said: Said, assessment: Assessment) -> None:
    if said.way and said.way not in Way.values:
        raise Problem(_("Choose how you tried to reach them."), field="way")
    if not set(said.needs) <= set(needed_in(assessment)):
        raise Problem(_("Choose needs from the list."))
    if not set(said.needs.values()) <= set(HowNow.values):
        raise Problem(_("Say whether each need was met, partly met or not met."))
    if said.steadiness is not None and not 0 <= said.steadiness <= STEADIEST:
        raise Problem(_("Choose a number from 0 to 10."), field="steadiness")
    if not set(said.crises) <= CRISIS.keys() or (said.crises and not said.crisis_since):
        raise Problem(_("Choose needs from the list."), field="crises")
    if not set(said.further_needs) <= NEEDS.keys():
        raise Problem(_("Choose needs from the list."), field="further")


def _quoted(assessment: Assessment, words: str, *, at: datetime) -> UUID:
    return copy_quote(
        words,
        network_id=assessment.network_id,
        needs=needed_in(assessment),
        language=get_language() or "en",
        said_at=at,
    )


def _write(
    check: AftercareCheck,
    assessment: Assessment,
    said: Said,
    *,
    actor: Actor,
    at: datetime,
    record_id: UUID | None,
    go_on: bool | None = None,
) -> CheckRecord:
    may_quote = said.may_quote and bool(said.words)
    kept = CheckRecord.objects.create(
        id=record_id or new_id(),
        network_id=check.network_id,
        of_check=check,
        assessment=assessment,
        team_id=check.team_id,
        reached=said.reached,
        way=said.way,
        steadiness=said.steadiness,
        crisis_since=said.crisis_since,
        crises=list(said.crises),
        further_needs=list(said.further_needs),
        words=said.words,
        may_quote=may_quote,
        quote_id=_quoted(assessment, said.words, at=at) if may_quote else None,
        note=said.note,
        go_on=said.go_on if go_on is None else go_on,
        recorded_by_id=actor.member_id,
        by_name=actor.name,
        at=at,
    )
    NeedNow.objects.bulk_create(
        NeedNow(
            network_id=check.network_id,
            record=kept,
            assessment=assessment,
            need_id=code,
            state=state,
        )
        for code, state in said.needs.items()
    )
    return kept
