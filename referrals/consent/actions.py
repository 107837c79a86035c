from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, Problem
from networks.networks.queries import network_by_id
from referrals.aftercare.actions import hear_agreement
from referrals.assessments.actions import lock_assessment
from referrals.consent.models import Basis, Consent, Given
from referrals.consent.queries import current_consent
from referrals.consent.rules import REMIND_BEFORE, Agreed, months_later, notice_sha256

# The job that reminds of an agreement which is nearly over: its subject is the conversation.
RENEWAL: Final = "consent_renewal"


@transaction.atomic
def record_consent(*, actor: Actor, assessment_id: UUID, agreed: Agreed) -> Consent:
    """Evidence that the person agreed, or of the other lawful basis and why (Article 6 UK GDPR)."""
    _check(agreed, actor=actor)
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    now, said = timezone.now(), _asked_again(assessment_id)
    months = network_by_id(actor.network.id).standards["consent_months"]
    # Another lawful basis holds as long as its reason does.
    expires_at = months_later(now, months) if agreed.basis == Basis.CONSENT else None
    consent = Consent.objects.create(
        network_id=actor.network.id,
        assessment=assessment,
        basis=agreed.basis,
        given=agreed.given,
        reason=agreed.reason.strip(),
        language=agreed.language,
        notice_version=agreed.notice_version,
        notice_sha256=notice_sha256(agreed.language, names_desk=agreed.names_desk),
        organisations=list(agreed.organisations),
        pass_on=agreed.pass_on,
        names_desk=agreed.names_desk,
        aftercare=agreed.aftercare,
        recorded_by_id=actor.member_id,
        recorded_name=actor.name,
        recorded_at=now,
        expires_at=expires_at,
    )
    if expires_at:
        remind_at = expires_at - REMIND_BEFORE
        schedule(RENEWAL, network_id=actor.network.id, due=[(assessment_id, remind_at)])
    record(
        "consent.recorded",
        actor=actor,
        subject_kind="assessment",
        subject_id=assessment.pk,
        reason=agreed.basis,
    )
    if assessment.first_sent_at:
        hear_agreement(
            actor=actor, assessment_id=assessment_id, wanted=agreed.aftercare, before=said
        )
    return consent


@transaction.atomic
def renew_consent(*, actor: Actor, assessment_id: UUID, given: str, language: str) -> Consent:
    """They agree still, to what they agreed to last: it holds for another while.

    The same by the same worker on the same day is a double click, and kept once. Conflict once
    they have changed their mind: then they are asked anew, with what is to be shared.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    last = Consent.objects.filter(assessment=assessment).order_by("-recorded_at", "-id").first()
    if last is None or last.basis != Basis.CONSENT:
        raise Problem(_("There is no agreement that could be renewed."))
    if last.withdrawn_at:
        raise Conflict(_("They have changed their mind. Ask them anew before you share it."))
    today = timezone.localdate()
    if (last.recorded_by_id, timezone.localdate(last.recorded_at), last.given) == (
        actor.member_id,
        today,
        given,
    ):
        return last
    return record_consent(
        actor=actor,
        assessment_id=assessment_id,
        agreed=Agreed(
            Basis.CONSENT,
            given=given,
            language=language,
            organisations=tuple(last.organisations),
            pass_on=last.pass_on,
            names_desk=last.names_desk,
            aftercare=last.aftercare,
        ),
    )


@transaction.atomic
def name_organisations(
    *, actor: Actor, assessment_id: UUID, organisations: Collection[UUID]
) -> None:
    """Say for whom a consent is that named nobody; one that names some is left as it is.

    A second row beside the first: evidence is added to, never changed.
    """
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    consent = current_consent(assessment.pk)
    if consent is None or consent.organisations or not organisations:
        return
    consent.pk, consent.recorded_at = new_id(), timezone.now()
    consent.organisations = sorted(organisations)
    consent.save(force_insert=True)
    record(
        "consent.named",
        actor=actor,
        subject_kind="assessment",
        subject_id=assessment.pk,
        reason=consent.basis,
    )


def _asked_again(assessment_id: UUID) -> bool | None:
    """What they last said to being asked later how they are; None where nobody has asked."""
    given = Consent.objects.filter(assessment=assessment_id).order_by("-recorded_at", "-id")
    return given.values_list("aftercare", flat=True).first()


def _check(agreed: Agreed, *, actor: Actor) -> None:
    if agreed.basis not in Basis.values:
        raise Problem(_("Say whether they agree."), field="basis")
    # Online is what the person does themselves; and they do nothing else.
    heard = [Given.ONLINE.value] if actor.asks_for_self else dict(Given.to_a_worker())
    if agreed.basis == Basis.CONSENT and agreed.given not in heard:
        raise Problem(_("Say how they agreed."), field="given")
    if agreed.basis != Basis.CONSENT and not agreed.reason.strip():
        raise Problem(
            _("Say why their details may be shared without their agreement."), field="reason"
        )
