"""One referral with the desk becomes several, so that each need can go its own way."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from referrals.assessments.models import AssessmentNeed
from referrals.assessments.rules import most_urgent
from referrals.clients.models import Share
from referrals.consent.holding import hold_consent
from referrals.consent.models import Consent
from referrals.desk.actions.bringing import open_to_desk, start_with_desk
from referrals.desk.offers import cancel_offers
from referrals.referrals.actions.moving import add_event, check_move, lock_referral
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, new_reference


@transaction.atomic
def split(*, actor: Actor, reference: str, apart: Collection[str]) -> list[Referral]:
    """Take these needs out into a referral of their own. The two, the one that was first.

    Both stay with the desk, from the same team and with the same time.
    """
    referral = lock_referral(actor=actor, reference=reference)
    check_move(referral, "place", actor=actor)
    out = [code for code in referral.needs if code in set(apart)]
    rest = [code for code in referral.needs if code not in out]
    if not out or not rest:
        raise Problem(_("Choose some of the needs, and leave at least one."), field="needs")
    consent = hold_consent(referral.assessment_id)
    if consent is None or not consent.names_desk:
        raise Problem(_("The agreement to share this is over. Ask the referrer to renew it."))
    cancel_offers(network_id=referral.network_id, referral_ids=[referral.pk])
    now = timezone.now()
    own = Share.objects.get(referral=referral, ground=Share.Ground.DESK, until=None)
    second = _taken_out(referral, out, own=own, consent=consent, actor=actor)
    referral.needs, referral.urgency, referral.changed_at = rest, _urgency(referral, rest), now
    referral.save(update_fields=["needs", "urgency", "changed_at"])
    add_event(referral, EventKind.SPLIT, actor=actor, at=now, side=Side.DESK)
    return [referral, second]


def _taken_out(
    referral: Referral, needs: list[str], *, own: Share, consent: Consent, actor: Actor
) -> Referral:
    now = timezone.now()
    second = Referral(
        network_id=referral.network_id,
        reference=new_reference(),
        assessment_id=referral.assessment_id,
        status=referral.status,
        from_team_id=referral.from_team_id,
        origin_team_id=referral.origin_team_id,
        desk_team_id=referral.desk_team_id,
        owner_team_id=referral.desk_team_id,
        sent_by_id=referral.sent_by_id,
        needs=needs,
        urgency=_urgency(referral, needs),
        from_scheme=referral.from_scheme,
        from_name=referral.from_name,
        from_sector=referral.from_sector,
        from_type=referral.from_type,
        from_organisation_id=referral.from_organisation_id,
        created_at=now,
        changed_at=now,
        sent_at=referral.sent_at,
        seen_at=referral.seen_at,
        next_action_at=referral.next_action_at,
    )
    second.save(force_insert=True)
    # A share is granted by another team: that of the first, by who wrote the story, is repeated.
    open_to_desk(second, parent=own, consent=consent, items=own.items, at=now)
    start_with_desk(second, actor=actor, side=Side.DESK, at=now)
    return second


def _urgency(referral: Referral, needs: Sequence[str]) -> str:
    told = AssessmentNeed.objects.filter(assessment=referral.assessment_id, need__in=needs)
    return most_urgent(told.values_list("urgency", flat=True))
