"""Reading the chain, what of it the actor's teams may see: as many queries however long it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from referrals.assessments.models import Assessment
from referrals.outcomes.chain import MOST_SHOWN, Link, Sums, connected, counted_once, in_order
from referrals.outcomes.queries import Version, standing_in
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import EventKind, Status

# Of one person: more conversations than anybody has.
_MOST_STORIES: Final = 200
_BY_THE_DESK: Final = (EventKind.PLACED.value, EventKind.SPLIT.value)


@dataclass(frozen=True, slots=True)
class Chain:
    """`stories` is None for who sees envelopes alone; `more` says that some are not shown.

    `by_desk` are the desk's steps by referral, in codes.
    """

    links: Sequence[Link]
    more: bool
    by_desk: dict[UUID, set[str]]
    stories: Sequence[Assessment] | None
    told: Sequence[Version]
    sums: Sums


@transaction.atomic(savepoint=False)
def read_chain(*, actor: Actor, referral: Referral) -> Chain:
    """What followed the story of a referral. Written down where anything of a letter is in it."""
    stories = _stories(referral)
    ids = [story.pk for story in stories] if stories else [referral.assessment_id]
    rows = Referral.objects.filter(assessment__in=ids).exclude(status=Status.DRAFT)
    found = list(rows.order_by("created_at", "id")[: MOST_SHOWN + 1])
    told = standing_in(ids) if stories else []
    if stories:
        record("chain.read", actor=actor, subject_kind="referral", subject_id=referral.pk)
    shown = found[:MOST_SHOWN]
    return Chain(
        links=in_order(shown),
        more=len(found) > MOST_SHOWN,
        by_desk=_by_desk([one.pk for one in shown]),
        stories=stories,
        told=told,
        sums=counted_once(told),
    )


def _stories(referral: Referral) -> list[Assessment] | None:
    """The story and those that it goes on from, or that go on from it, as far as they are open."""
    own = Assessment.objects.filter(pk=referral.assessment_id).only("id", "client_id").first()
    if own is None:
        return None
    rows = Assessment.objects.filter(client=own.client_id, discarded_at=None)
    newest = rows.order_by("-created_at", "-id").only("id", "team_id", "created_at", "continues")
    known = {story.pk: story for story in reversed(newest[:_MOST_STORIES])}
    pairs = [(story.pk, story.continues_id) for story in known.values()]
    return [known[pk] for pk in connected(own.pk, pairs)]


def _by_desk(referral_ids: Collection[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    steps = ReferralEvent.objects.filter(referral__in=referral_ids, kind__in=_BY_THE_DESK)
    for referral_id, kind in steps.values_list("referral_id", "kind"):
        found.setdefault(referral_id, set()).add(kind)
    return found
