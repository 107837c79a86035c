"""What a link asks, for somebody who may not be signed in: nothing about any person."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from ccs.accounts.models import User
from ccs.api.tokens import find_token
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.roles.queries import people_told_about
from referrals.links.models import AnswerLink
from referrals.links.rules import KIND, is_good
from referrals.referrals.models import Referral, ReferralEvent


@dataclass(frozen=True, slots=True)
class AskedByEmail:
    """An envelope, and who was asked."""

    link_id: UUID
    network: str
    network_name: str
    language: str
    user: User
    referral: Referral


def last_move(referral_id: UUID) -> UUID | None:
    """What brought it to the status it has."""
    moves = ReferralEvent.objects.filter(referral=referral_id).exclude(to_status="")
    return moves.order_by("-at", "-id").values_list("pk", flat=True).first()


def still_good(link: AnswerLink, referral: Referral) -> bool:
    return is_good(
        used_at=link.used_at,
        expires_at=link.expires_at,
        status=referral.status,
        told_of=link.told_of_id,
        last_move=last_move(referral.pk),
        now=timezone.now(),
    )


def asked_by(token: str) -> AskedByEmail | None:
    """None for a link that is unknown, used or too old, and for who no longer works there."""
    found = find_token(token, kind=KIND)
    if found is None:
        return None
    with enter(system(found.network_id)):
        links = AnswerLink.objects.filter(pk=found.object_id)
        link = links.select_related("referral", "member__user", "member__network").first()
        if link is None or not (still_good(link, link.referral) and _works_there(link)):
            return None
    return AskedByEmail(
        link_id=link.pk,
        network=link.member.network.slug,
        network_name=link.member.network.name,
        language=link.member.language,
        user=link.member.user,
        referral=link.referral,
    )


def own_link(link_id: UUID, *, actor: Actor, reference: str) -> AnswerLink | None:
    """A link that the actor was sent, whether or not it is still good."""
    own = AnswerLink.objects.filter(pk=link_id, member=actor.member_id)
    return own.filter(referral__reference=reference).select_related("referral").first()


def _works_there(link: AnswerLink) -> bool:
    works = link.member_id in people_told_about(link.referral.receiver_id)
    return works and link.member.user.is_active
