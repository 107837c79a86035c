"""Writing down what came of it: on closing, and for as long as the record is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.needs.rules import is_crisis
from referrals.aftercare.actions import note_crisis_met
from referrals.assessments.models import Assessment
from referrals.assessments.queries import needed_in
from referrals.outcomes.checking import check_gains, tidied
from referrals.outcomes.models import Award, Gains
from referrals.outcomes.queries import gained_from, learnt_of
from referrals.outcomes.rules import Gained, Met
from referrals.referrals.actions.moving import add_event, check_letter_is_held, lock_referral
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status
from referrals.rights.standing import refuse_if_erased
from referrals.tally.actions import tally_outcome
from referrals.voice.questions.quoting import copy_quote, drop_quote


@transaction.atomic
def record_gains(*, actor: Actor, reference: str, gained: Gained) -> Referral:
    """Add to or correct what came of a closed referral: what is told now takes its place."""
    referral = lock_referral(actor=actor, reference=reference)
    if referral.to_team_id not in actor.teams:
        raise NotAllowed(_("There is no such referral here."))
    if referral.status != Status.CLOSED:
        raise Conflict(_("Close this referral first. Then you can say what came of it."))
    check_letter_is_held(referral)
    now = timezone.now()
    if keep_gains(referral, gained, actor=actor, at=now):
        add_event(referral, EventKind.GAINS, actor=actor, at=now, side=Side.RECEIVER)
    return referral


@transaction.atomic
def record_learnt(*, actor: Actor, assessment_id: UUID, gained: Gained) -> Assessment:
    """What the team that was told learnt of it later: about its own help, or the whole story.

    Of a story that was sent to somebody. What is told now takes the place of what was.
    """
    # A story is locked by who wrote it, so two at once stand in line here.
    held = Assessment.objects.select_for_update(of=("self",)).select_related("client")
    story = held.filter(pk=assessment_id).first()
    if story is None or story.team_id not in actor.teams or story.first_sent_at is None:
        raise NotAllowed(_("There is no such conversation here."))
    refuse_if_erased(story.client)
    about = _About(story.network_id, story.pk, story.team_id, tuple(needed_in(story)))
    if _keep(about, gained, learnt_of(assessment_id), actor=actor, at=timezone.now()):
        record(
            "outcome.learnt",
            actor=actor,
            subject_kind="assessment",
            subject_id=story.pk,
        )
    return story


def keep_gains(referral: Referral, gained: Gained, *, actor: Actor, at: datetime) -> bool:
    """In place of what was kept before, where it differs. Raises Problem for what cannot be."""
    about = _About(
        referral.network_id,
        referral.assessment_id,
        referral.receiver_id,
        tuple(referral.needs),
        referral_id=referral.pk,
        service_id=referral.service_id,
    )
    return _keep(about, gained, gained_from(referral), actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class _About:
    """Whose words they are, and what they are about: a referral or, without one, a story."""

    network_id: UUID
    assessment_id: UUID
    team_id: UUID
    needs: tuple[str, ...]
    referral_id: UUID | None = None
    service_id: UUID | None = None


def _keep(
    about: _About, gained: Gained, before: Gained | None, *, actor: Actor, at: datetime
) -> bool:
    """A new version; the one that stood keeps its rows and gets its end. False: nothing new."""
    said = tidied(gained)
    check_gains(said, country=actor.network.country)
    if said == (before or Gained()):
        return False
    standing = Gains.objects.filter(
        assessment=about.assessment_id, referral=about.referral_id, replaced_at=None
    )
    for quote_id in standing.values_list("quote_id", flat=True):
        drop_quote(quote_id, network_id=about.network_id)
    standing.update(replaced_at=at)
    tally_outcome(_write(about, said, actor=actor, at=at))
    if any(is_crisis(code) for code in said.needs_met):
        note_crisis_met(about.assessment_id, actor=actor, at=at)
    return True


def _quoted(about: _About, words: str, *, at: datetime) -> UUID:
    return copy_quote(
        words,
        network_id=about.network_id,
        service_id=about.service_id,
        needs=about.needs,
        language=get_language() or "en",
        said_at=at,
    )


def _write(about: _About, said: Gained, *, actor: Actor, at: datetime) -> Gains:
    own = {
        "network_id": about.network_id,
        "assessment_id": about.assessment_id,
        "referral_id": about.referral_id,
        "team_id": about.team_id,
    }
    quotable = said.may_quote and said.own_words
    version = Gains.objects.create(
        **own,
        needs_met=list(said.needs_that_are(Met.MET)),
        needs_partly=list(said.needs_that_are(Met.PARTLY)),
        needs_not=list(said.needs_that_are(Met.NOT)),
        soft=list(said.soft),
        words=said.words,
        own_words=said.own_words,
        may_quote=said.may_quote,
        quote_id=_quoted(about, said.own_words, at=at) if quotable else None,
        recorded_by_id=actor.member_id,
        by_name=actor.name,
        recorded_at=at,
    )
    Award.objects.bulk_create(
        Award(
            **own,
            gains=version,
            position=place,
            kind=award.kind,
            need=award.need,
            scheme_code=award.scheme_code,
            scheme=award.scheme,
            what=award.what,
            amount=award.amount,
            evidence=award.evidence,
            awarded_on=award.on,
        )
        for place, award in enumerate(said.awards)
    )
    return version
