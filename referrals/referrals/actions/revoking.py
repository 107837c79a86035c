"""The person takes back their agreement: everything shared under it ends, everywhere, at once."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id, working_hours
from organisations.capacity.actions import give_back_place
from organisations.members.presenters import full_name
from referrals.aftercare.actions import take_back
from referrals.clients.models import Share
from referrals.consent.actions import RENEWAL
from referrals.consent.models import Basis, Consent, DeletionAsked
from referrals.consent.queries import agreements_of
from referrals.consent.rules import ASK_AGAIN_AFTER
from referrals.desk.offers import cancel_offers
from referrals.referrals.actions.moving import add_event, move, tell, what_happened
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries.envelopes import sides_for
from referrals.referrals.rules import MOVES, EventKind, Side, Status
from referrals.rights.standing import refuse_if_story_erased
from referrals.voice.models import PersonLink
from referrals.voice.rules import LASTS_AFTER_LEAVING

# The job that asks again whether copies were deleted.
DELETION: Final = "deletion_reminder"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """`ended` are the references of the referrals that ended by it."""

    ended: list[str]


@transaction.atomic
def withdraw_consent(*, actor: Actor, assessment_id: UUID, reason: str = "") -> Withdrawn:
    """By any team that holds the letter; other conversations with the person are left as they are.

    What was shared under another lawful basis stays. Twice by the same actor changes nothing;
    NotAllowed to whom it was never, or is no longer, shared with.
    """
    refuse_if_story_erased(assessment_id)
    return _withdraw(actor, assessment_id, reason=reason.strip(), client_id=None)


@transaction.atomic
def withdraw_own_consent(*, actor: Actor, assessment_id: UUID, client_id: UUID) -> Withdrawn:
    """By the person themselves, without a reason. Again, or after a worker, changes nothing."""
    return _withdraw(actor, assessment_id, reason="", client_id=client_id)


def _withdraw(
    actor: Actor, assessment_id: UUID, *, reason: str, client_id: UUID | None
) -> Withdrawn:
    """`client_id`: of who takes back what they agreed to themselves; None for a worker."""
    with _who_reads(actor, client_id):
        agreements = agreements_of(assessment_id)
    if not agreements:
        _done_before(assessment_id, actor=actor)
        return Withdrawn(ended=[])
    if all(one.basis != Basis.CONSENT for one in agreements):
        raise Problem(
            _(
                "This was not shared because they agreed, so there is no agreement to take back."
                " If they object, tell whoever looks after data protection where you work."
            )
        )
    # Referrals before the agreement, as everybody who locks both: see `consent/holding.py`.
    with enter(system(actor.network.id)):
        _lock_referrals(assessment_id)
    with _who_reads(actor, client_id):
        held = _hold_agreements(assessment_id)
        # Not before: what others did while we waited for them has a time of its own, and came
        # first.
        now = timezone.now()
        ended = _mark(assessment_id, held, actor=actor, at=now, reason=reason)
    if not ended:
        return Withdrawn(ended=[])
    with enter(system(actor.network.id)):
        # Again: what was just being sent when we came is there now.
        referrals = _lock_referrals(assessment_id)
        shares = _open_shares(assessment_id, ended)
        _ask_to_delete(shares, at=now)
        Share.objects.filter(pk__in=[share.pk for share in shares]).update(until=now)
        revoked = _end(referrals, shares, actor=actor, at=now)
        cancel(RENEWAL, subject_ids=[assessment_id])
        take_back(actor=actor, assessment_id=assessment_id, at=now)
        _link_ends(assessment_id, at=now)
        record(
            "consent.withdrawn", actor=actor, subject_kind="assessment", subject_id=assessment_id
        )
    if client_id is None:
        # Of the team that chose; another's choice stays, and is not sent without a new agreement.
        Referral.objects.filter(assessment=assessment_id, status=Status.DRAFT).delete()
    return Withdrawn(ended=[referral.reference for referral in revoked])


@transaction.atomic
def confirm_deleted(*, actor: Actor, reference: str) -> None:
    """The team says that it has deleted its copies; once is enough."""
    asked = (
        DeletionAsked.objects.filter(referral__reference=reference, team__in=actor.teams)
        .select_related("referral")
        .order_by("confirmed_at", "id")
    )
    rows = list(asked)
    if not rows:
        raise NotAllowed(_("There is no such referral here."))
    now = timezone.now()
    for row in rows:
        done = DeletionAsked.objects.filter(pk=row.pk, confirmed_at=None).update(
            confirmed_at=now, confirmed_by_id=actor.member_id, confirmed_name=actor.name
        )
        if done:
            side = Side.RECEIVER if row.team_id == row.referral.to_team_id else Side.DESK
            add_event(row.referral, EventKind.COPIES_DELETED, actor=actor, at=now, side=side)
            cancel(DELETION, subject_ids=[row.pk])


def _who_reads(actor: Actor, client_id: UUID | None) -> AbstractContextManager[None]:
    """A worker reads the agreements as they are; the person as nobody but the person."""
    return enter(person(actor.network.id, client_id)) if client_id else nullcontext()


def _link_ends(assessment_id: UUID, *, at: datetime) -> None:
    """The person's own link stays for a while: they are to see that it was done."""
    PersonLink.objects.filter(
        assessment=assessment_id, expires_at__gt=at + LASTS_AFTER_LEAVING
    ).update(expires_at=at + LASTS_AFTER_LEAVING)


def _lock_referrals(assessment_id: UUID) -> list[Referral]:
    """In one order, whoever locks them: two who end the same never wait for each other."""
    rows = Referral.objects.select_for_update(of=("self",)).filter(assessment=assessment_id)
    return list(rows.exclude(status=Status.DRAFT).order_by("id"))


def _hold_agreements(assessment_id: UUID) -> list[UUID]:
    """Those that stand, held until commit."""
    given = Consent.objects.filter(assessment=assessment_id, basis=Basis.CONSENT)
    held = given.filter(withdrawn_at=None).select_for_update(of=("self",)).order_by("id")
    return [consent.pk for consent in held]


def _mark(
    assessment_id: UUID, keys: list[UUID], *, actor: Actor, at: datetime, reason: str
) -> list[UUID]:
    """Those that ended now. None when the same actor ended them before."""
    given = Consent.objects.filter(assessment=assessment_id, basis=Basis.CONSENT)
    if keys:
        given.filter(pk__in=keys).update(
            withdrawn_at=at,
            withdrawn_by_id=actor.member_id,
            withdrawn_name=actor.name,
            withdrawn_reason=reason,
        )
        return keys
    before = given.order_by("-withdrawn_at").first()
    if before is None:
        _done_before(assessment_id, actor=actor)
    elif actor.own_link is None and (before.withdrawn_by_id, before.withdrawn_name) != (
        actor.member_id,
        actor.name,
    ):
        raise Conflict(
            _("%(name)s has already written down that they changed their mind.")
            % {"name": before.withdrawn_name or _("The person themselves")}
        )
    return []


def _done_before(assessment_id: UUID, *, actor: Actor) -> None:
    """Who no longer reads the agreement may have ended it themselves: then there is nothing to do.

    Conflict where somebody else did, NotAllowed where it was never shared with the actor.
    """
    ended = ReferralEvent.objects.filter(
        referral__assessment=assessment_id, kind=EventKind.REVOKED
    ).select_related("referral")
    event = next((one for one in ended if sides_for(one.referral, actor)), None)
    if event is None:
        raise NotAllowed(_("There is no such agreement here."))
    if event.actor_id != actor.identity:
        raise Conflict(what_happened(event.referral))


def _open_shares(assessment_id: UUID, ended: Collection[UUID]) -> list[Share]:
    shares = Share.objects.filter(assessment=assessment_id, consent__in=ended, until=None)
    return list(shares.select_related("team__organisation", "referral").order_by("id"))


def _ask_to_delete(shares: Sequence[Share], *, at: datetime) -> None:
    rows = [
        DeletionAsked(
            network_id=share.network_id,
            referral=share.referral,
            team_id=share.team_id,
            team_name=full_name(share.team),
            origin_team_id=share.referral.origin_team_id,
            items=share.items,
            shared_since=share.since,
            asked_at=at,
        )
        for share in shares
        if share.referral
    ]
    # A team that was asked before, and saw it again since, has nothing new to say.
    DeletionAsked.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        network_id = rows[0].network_id
        again = working_hours(network_by_id(network_id)).after_days(at, ASK_AGAIN_AFTER)
        schedule(DELETION, network_id=network_id, due=[(row.pk, again) for row in rows])


def _end(
    referrals: Sequence[Referral], shares: Sequence[Share], *, actor: Actor, at: datetime
) -> list[Referral]:
    """Those still on their way end; of those that had ended, whoever held the letter is told."""
    closed = {share.referral_id for share in shares}
    kept = Share.objects.filter(referral__in=[one.pk for one in referrals], until=None)
    stays = set(kept.values_list("referral", flat=True))
    revoked = []
    for referral in referrals:
        if referral.status in MOVES["revoke"].before and referral.pk not in stays:
            move(referral, "revoke", actor=actor, at=at, next_action_at=None)
            revoked.append(referral)
        elif referral.pk in closed:
            event = add_event(referral, EventKind.REVOKED, actor=actor, at=at, side=Side.EITHER)
            for side in (Side.RECEIVER, Side.DESK):
                tell(referral, EventKind.REVOKED, side=side, actor=actor, event=event)
    # Places in the order in which a sending takes them.
    for referral in sorted(revoked, key=lambda one: str(one.service_id)):
        give_back_place(network_id=referral.network_id, referral_id=referral.pk)
    cancel_offers(network_id=actor.network.id, referral_ids=[one.pk for one in revoked])
    return revoked
