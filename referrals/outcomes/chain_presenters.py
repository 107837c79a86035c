"""The chain in words: who helped with what and when, and what followed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from referrals.outcomes.chain import Link
from referrals.outcomes.following import Chain
from referrals.outcomes.presenters import GainsShown, gains_shown, totals_in_words
from referrals.outcomes.rules import totals_of
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    ending_of,
    needs_in_words,
    page_of_referral,
    receiver_of,
    tag_of,
)
from referrals.referrals.rules import EventKind


@dataclass(frozen=True, slots=True)
class LinkShown:
    """`here` is the one come from."""

    title: str
    href: str
    reference: str
    tag: dict[str, str]
    facts: list[str]
    here: bool
    gains: GainsShown | None


@dataclass(frozen=True, slots=True)
class StoryShown:
    """What one conversation led to, and what its team learnt later."""

    title: str
    links: list[LinkShown]
    learnt: GainsShown | None


@dataclass(frozen=True, slots=True)
class ChainShown:
    stories: list[StoryShown]
    opened: bool
    totals: list[str]
    twice: str
    more: bool


def chain_shown(chain: Chain, *, here: Referral, network: str, now: datetime) -> ChainShown:
    learnt = {one.assessment_id: one.gained for one in chain.told if one.referral_id is None}
    links = _links(chain, here, network=network, now=now)
    begun = {story.pk: story.created_at for story in chain.stories or ()}
    keys = list(begun) or [here.assessment_id]
    return ChainShown(
        stories=[
            StoryShown(
                title=_begun(begun[key], now) if len(keys) > 1 else "",
                links=links.get(key, []),
                learnt=gains_shown(learnt[key]) if key in learnt else None,
            )
            for key in keys
        ],
        opened=chain.stories is not None,
        totals=totals_in_words(totals_of(chain.sums.awards)),
        twice=_twice(chain.sums.twice),
        more=chain.more,
    )


def _links(
    chain: Chain, here: Referral, *, network: str, now: datetime
) -> dict[UUID, list[LinkShown]]:
    """By story, in the chain's order."""
    told = {one.referral_id: one.gained for one in chain.told if one.referral_id}
    links: dict[UUID, list[LinkShown]] = {}
    for link in chain.links:
        gained = told.get(link.referral.pk)
        links.setdefault(link.referral.assessment_id, []).append(
            LinkShown(
                title=_title(link.referral),
                href=page_of_referral(network, link.referral.reference),
                reference=link.referral.reference,
                tag=tag_of(link.referral.status),
                facts=_facts(link, chain.by_desk.get(link.referral.pk, set()), now),
                here=link.referral.pk == here.pk,
                gains=gains_shown(gained) if gained else None,
            )
        )
    return links


def _title(referral: Referral) -> str:
    asked = {"sender": referral.from_name, "receiver": receiver_of(referral)}
    if referral.self_referred:
        return _("The person asked %(receiver)s themselves") % asked
    return _("%(sender)s asked %(receiver)s") % asked


def _facts(link: Link, by_desk: set[str], now: datetime) -> list[str]:
    referral = link.referral
    sent = _("Sent %(when)s") % {"when": _day(referral.sent_at, now)} if referral.sent_at else ""
    ended = (
        _("Ended %(when)s") % {"when": _day(referral.ended_at, now)} if referral.ended_at else ""
    )
    facts = [
        needs_in_words(referral.needs),
        referral.service_name,
        sent,
        _("Passed on from the one above") if link.depth else "",
        _("The desk chose the service") if EventKind.PLACED in by_desk else "",
        _("The desk split it by need") if EventKind.SPLIT in by_desk else "",
        ended,
        ending_of(referral),
    ]
    return [fact for fact in facts if fact]


def _begun(at: datetime, now: datetime) -> str:
    return _("Told %(when)s") % {"when": _day(at, now)}


def _day(at: datetime, now: datetime) -> str:
    return moments.when(localtime(at).date(), now)


def _twice(n: int) -> str:
    if not n:
        return ""
    words = ngettext(
        "%(n)d gain was written down by two teams. It counts once.",
        "%(n)d gains were written down by two teams. Each counts once.",
        n,
    )
    return words % {"n": n}
