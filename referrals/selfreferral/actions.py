"""What somebody asks for themselves becomes a referral of the desk's: the journey's own steps."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.actions import ServicePaused, record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.roles.queries import actor_asking_for_self
from referrals.assessments.actions import record_assessment
from referrals.assessments.queries import sent_from, told_in
from referrals.assessments.rules import Told
from referrals.consent.models import Basis, Given
from referrals.consent.rules import Agreed
from referrals.referrals.actions import agree_and_send
from referrals.referrals.models import Referral
from referrals.selfreferral.queries import may_ask
from referrals.voice.actions.making import make_card
from referrals.voice.tokens import new_address


class SentBefore(Problem):
    """This form was sent, and then changed: what was changed is not on its way."""

    code = "sent_before"


def ask_for_self(
    *,
    network_id: UUID,
    service_id: UUID,
    form_id: UUID,
    told: Told,
    language: str,
    aftercare: bool = False,
) -> Referral:
    """Sent once, however often the same form comes; ServicePaused when nobody can be taken now.

    Whoever asks is nobody we know, so this enters the context that it needs, and leaves it.
    """
    try:
        with enter(system(network_id)):
            agreed = Agreed(
                Basis.CONSENT,
                given=Given.ONLINE,
                language=language,
                names_desk=True,
                aftercare=aftercare,
            )
            return _send(_desk(network_id), service_id, form_id, told, agreed)
    except ServicePaused:
        # In a transaction of its own, so that it stays when the sending is undone.
        with enter(system(network_id)):
            _note_unmet(_desk(network_id), service_id, form_id, told)
        raise


@dataclass(frozen=True, slots=True)
class OwnCard:
    """Where they see how it goes. `code` is empty when the form was sent before."""

    address: str
    code: str


def card_for_self(*, network_id: UUID, assessment_id: UUID, language: str) -> OwnCard:
    """For who asked for themselves: the desk gives the card, on the page that says it was sent."""
    with enter(system(network_id)):
        given = make_card(actor=_desk(network_id), assessment_id=assessment_id, language=language)
        # They may write it down.
        return OwnCard(new_address(given.link, on_paper=True), given.code)


def _desk(network_id: UUID) -> Actor:
    actor = actor_asking_for_self(network_id=network_id)
    if actor is None:
        raise NotAllowed(_("Nobody can be asked here."))
    return actor


@transaction.atomic
def _send(actor: Actor, service_id: UUID, form_id: UUID, told: Told, agreed: Agreed) -> Referral:
    [desk] = actor.teams
    assessment = record_assessment(actor=actor, team_id=desk, told=told, assessment_id=form_id)
    before = sent_from(assessment)
    if before:
        if told_in(assessment) != told:
            raise SentBefore(
                _(
                    "You sent this form before. What you have changed since was not sent."
                    " To send it as well, select “Send” again."
                )
            )
        return before[0]
    if not may_ask(actor, service_id):
        raise NotAllowed(_("This service cannot be asked here."))
    [referral] = agree_and_send(
        actor=actor,
        assessment_id=assessment.pk,
        service_ids=[service_id],
        agreed=agreed,
        answers=told.answers,
    )
    record(
        "referral.asked_for_self",
        actor=actor,
        subject_kind="referral",
        subject_id=referral.pk,
        reason="by_the_person",
    )
    return referral


def _note_unmet(actor: Actor, service_id: UUID, form_id: UUID, told: Told) -> None:
    record_unmet(
        actor=actor,
        team_id=actor.teams[0],
        needs=[need.code for need in told.needs],
        reason=UnmetReason.PAUSED,
        service_ids=[service_id],
        once=str(form_id),
    )
