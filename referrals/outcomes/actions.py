"""Writing down what was gained: on closing, and for as long as the record is kept."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.needs.rules import NEEDS
from referrals.outcomes.models import Award, Gains
from referrals.outcomes.queries import gained_from
from referrals.outcomes.rules import MOST, MOST_AWARDS, WITHOUT_AMOUNT, Awarded, Gain, Gained
from referrals.referrals.actions.moving import add_event, check_letter_is_held, lock_referral
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status


@transaction.atomic
def record_gains(*, actor: Actor, reference: str, gained: Gained) -> Referral:
    """Add to or correct what came of a closed referral: what is told now takes its place."""
    referral = lock_referral(actor=actor, reference=reference)
    if referral.to_team_id not in actor.teams:
        raise NotAllowed(_("There is no such referral here."))
    if referral.status != Status.CLOSED:
        raise Conflict(_("Close this referral first. Then you can say what came of it."))
    check_letter_is_held(referral)
    if gained_from(referral) != gained:
        now = timezone.now()
        keep_gains(referral, gained, actor=actor, at=now)
        add_event(referral, EventKind.GAINS, actor=actor, at=now, side=Side.RECEIVER)
    return referral


def keep_gains(referral: Referral, gained: Gained, *, actor: Actor, at: datetime) -> None:
    """In place of what was kept before. Raises Problem for what cannot be."""
    check_gains(gained)
    kept = {
        "needs_met": list(gained.needs_met),
        "words": gained.words.strip(),
        "recorded_by_id": actor.member_id,
        "by_name": actor.name,
        "recorded_at": at,
    }
    own = {
        "network_id": referral.network_id,
        "referral": referral,
        "assessment_id": referral.assessment_id,
        "team_id": referral.receiver_id,
    }
    if not Gains.objects.filter(referral=referral).update(**kept):
        Gains.objects.create(**own, **kept)
    Award.objects.filter(referral=referral).delete()
    Award.objects.bulk_create(
        Award(
            **own,
            position=place,
            kind=award.kind,
            scheme=award.scheme,
            what=award.what,
            amount=award.amount,
        )
        for place, award in enumerate(gained.awards)
    )


def check_gains(gained: Gained) -> None:
    if not set(gained.needs_met) <= set(NEEDS):
        raise Problem(_("Choose needs from the list."), field="needs_met")
    _check_awards(gained.awards)


def _check_awards(awards: Sequence[Awarded]) -> None:
    if len(awards) > MOST_AWARDS:
        raise Problem(
            _("Give at most %(n)d awards. Add small ones together.") % {"n": MOST_AWARDS},
            field="awards",
        )
    for award in awards:
        if award.kind not in Gain.values:
            raise Problem(_("Choose what kind of gain it was."), field="awards")
        if award.amount is None and award.kind not in WITHOUT_AMOUNT:
            raise Problem(_("Enter how much it was, in pounds."), field="awards")
        if award.amount is not None and not 0 < award.amount <= MOST:
            raise Problem(_("Enter an amount between 1p and £1,000,000."), field="awards")
