"""A link is made while its email is written: the token stands there and nowhere else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ccs.api.tokens import forget_tokens, hash_of, issue_token
from ccs.outbox.registry import link_to
from ccs.tenancy.models import new_id
from organisations.roles.queries import people_told_about
from referrals.links.models import AnswerLink
from referrals.links.queries import last_move
from referrals.links.rules import FORGOTTEN_AFTER, KIND, LASTS
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status


@transaction.atomic
def link_to_answer(referral: Referral, *, member_id: UUID) -> str:
    """The whole address; empty where there is nothing to answer, or not for this member.

    In the `system` context of the outbox. An email that is written twice has two links: the
    first answer ends both.
    """
    if referral.status != Status.SENT or referral.to_team_id is None:
        return ""
    told_of = last_move(referral.pk)
    if told_of is None or member_id not in people_told_about(referral.to_team_id):
        return ""
    now, link_id = timezone.now(), new_id()
    _forget_old(member_id, now)
    token = issue_token(kind=KIND, network_id=referral.network_id, object_id=link_id)
    AnswerLink.objects.create(
        id=link_id,
        network_id=referral.network_id,
        referral=referral,
        member_id=member_id,
        token_sha256=hash_of(token),
        told_of_id=told_of,
        made_at=now,
        expires_at=now + LASTS,
    )
    return link_to("referrals:asked_by_email", token=token)


def _forget_old(member_id: UUID, now: datetime) -> None:
    _forget(AnswerLink.objects.filter(member=member_id, expires_at__lt=now - FORGOTTEN_AFTER))


def forget_old_links(network_id: UUID, now: datetime) -> int:
    """Of everybody: who is sent no more links has no next one that would end the old."""
    over = now - FORGOTTEN_AFTER
    return _forget(AnswerLink.objects.filter(network=network_id, expires_at__lt=over))


def _forget(links: QuerySet[AnswerLink]) -> int:
    hashes = list(links.values_list("token_sha256", flat=True))
    if hashes:
        forget_tokens(hashes)
        links.delete()
    return len(hashes)
