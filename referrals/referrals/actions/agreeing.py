"""Whether they agree, as the journey asks: before the check page, or together with sending."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from organisations.directory.queries import services_to_refer_to
from referrals.assessments.actions import keep_answers, lock_assessment
from referrals.assessments.queries import asked_in
from referrals.consent.actions import record_consent
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.consent.rules import Agreed
from referrals.drafts.clock import touch
from referrals.referrals.actions.sending import send
from referrals.referrals.models import Referral


@transaction.atomic
def agree(
    *,
    actor: Actor,
    assessment_id: UUID,
    service_ids: Sequence[UUID],
    names_desk: bool,
    agreed: Agreed,
) -> Consent:
    """Kept as evidence, for exactly the organisations of these services, and the desk if named.

    The same again by the same worker is a double click, and kept once.
    """
    lock_assessment(actor=actor, assessment_id=assessment_id)
    covering = replace(
        agreed,
        organisations=_organisations(actor, service_ids),
        names_desk=names_desk,
    )
    before = current_consent(assessment_id)
    if before and before.recorded_by_id == actor.member_id and _is_same(before, covering):
        return before
    consent = record_consent(actor=actor, assessment_id=assessment_id, agreed=covering)
    touch(assessment_id, actor=actor)
    return consent


@transaction.atomic
def agree_and_send(
    *,
    actor: Actor,
    assessment_id: UUID,
    service_ids: Sequence[UUID],
    agreed: Agreed,
    answers: Mapping[str, str],
) -> list[Referral]:
    """All or nothing. They agreed to the organisations of these services and to no others.

    A double click finds every service asked already, and keeps no second consent.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    if not set(service_ids) <= asked_in(assessment):
        keep_answers(actor=actor, assessment_id=assessment_id, answers=answers)
        covering = replace(agreed, organisations=_organisations(actor, service_ids))
        record_consent(actor=actor, assessment_id=assessment_id, agreed=covering)
    return send(actor=actor, assessment_id=assessment_id, service_ids=service_ids)


def _organisations(actor: Actor, service_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    services = services_to_refer_to(actor).filter(pk__in=service_ids)
    return tuple(dict.fromkeys(services.values_list("team__organisation", flat=True)))


def _is_same(before: Consent, agreed: Agreed) -> bool:
    plain = (
        "basis",
        "given",
        "language",
        "notice_version",
        "pass_on",
        "names_desk",
        "aftercare",
    )
    return (
        all(getattr(before, name) == getattr(agreed, name) for name in plain)
        and before.reason == agreed.reason.strip()
        and set(before.organisations) == set(agreed.organisations)
    )
