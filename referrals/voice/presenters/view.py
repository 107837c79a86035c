"""What the person sees of themselves: who has what and why, and where each request stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.ui import phones
from networks.networks.models import Network
from organisations.needs.rules import need_labels
from referrals.clients.models import Client, Share
from referrals.referrals.models import Referral
from referrals.referrals.rules import Outcome, Status
from referrals.voice.presenters.card import expected_at, line_of
from referrals.voice.queries import Own
from referrals.voice.rules import waits_for_call
from referrals.voice.words import dates, status
from referrals.voice.words import own as words


@dataclass(frozen=True, slots=True)
class Request:
    """One organisation that was asked. `may_say`: the button that says nobody has called."""

    reference: str
    who: str
    needs: str
    lines: list[str]
    phone: str
    may_say: bool
    said: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Who can read what they told. `ended` is empty while they still can."""

    who: str
    why: str
    since: str
    ended: str
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Emergency:
    """Who read it without having been asked for help, and what followed.

    Why is not said here: somebody may be looking over their shoulder.
    """

    who: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    requests: list[Request]
    holders: list[Holder]
    emergencies: list[Emergency]
    reach: list[str]
    can_leave: bool


def view_of(
    own: Own,
    referrals: Sequence[Referral],
    *,
    network: Network,
    names: dict[UUID, str],
    phones_of: dict[UUID, str],
    waiting: Collection[UUID],
) -> Shown:
    now = timezone.now()
    return Shown(
        requests=[
            _request(one, network, phones_of, said=one.pk in waiting, now=now) for one in referrals
        ],
        holders=_holders(own.shares, {one.pk: one for one in referrals}, names),
        emergencies=_emergencies(own, names, now),
        reach=reach_in_words(own.client),
        can_leave=own.can_leave,
    )


def reach_in_words(client: Client) -> list[str]:
    """Never the whole number or address: somebody may be looking over their shoulder."""
    lines = []
    if client.phone:
        lines.append(words.phone_ends_in(phones.shown(client.phone)[-3:]))
    ways = [str(label) for way, label in status.SAFE_WAYS.items() if way in client.safe_to]
    lines.append(words.safe_are(ways))
    return lines


def _request(
    referral: Referral, network: Network, phones_of: dict[UUID, str], *, said: bool, now: datetime
) -> Request:
    phone = phones_of.get(referral.to_team_id, "") if referral.to_team_id else ""
    return Request(
        reference=referral.reference,
        who=referral.to_name or words.the_desk(),
        needs=words.in_a_row(need_labels(referral.needs)),
        lines=_standing(referral, network, now),
        phone=phones.shown(phone) if phone else "",
        may_say=waits_for_call(referral.status) and not said,
        said=said,
    )


def _standing(referral: Referral, network: Network, now: datetime) -> list[str]:
    who = referral.to_name or words.the_desk()
    if referral.status == Status.DECLINED:
        return [status.said_no(who)]
    if referral.status == Status.WITHDRAWN:
        return [status.taken_back()]
    if referral.status == Status.CLOSED:
        helped = referral.outcome in (Outcome.HELPED_IN_FULL, Outcome.HELPED_IN_PART)
        return [words.was_helped(who) if helped else status.ended()]
    said_first = {
        Status.SENT: status.asked,
        Status.RETURNED: status.question,
        Status.ACCEPTED: status.said_yes,
    }.get(Status(referral.status))
    lines, due = [said_first(who)] if said_first else [], expected_at(referral, network)
    if referral.status == Status.SENT and due:
        return [*lines, status.if_yes(time=dates.at_time(due), day=dates.on_day(due))]
    if said_first is None or due:
        lines.append(line_of(referral, network, who=who, now=now))
    return lines


def _holders(
    shares: Sequence[Share], referrals: dict[UUID, Referral], names: dict[UUID, str]
) -> list[Holder]:
    """The last ground of each team; it can read as long as one of its grounds is open."""
    last: dict[UUID, Share] = {}
    for share in sorted(shares, key=lambda one: (one.until is None, one.since)):
        last[share.team_id] = share
    ordered = sorted(last.values(), key=lambda one: one.since)
    return [_holder(one, referrals, names) for one in ordered]


def _holder(share: Share, referrals: dict[UUID, Referral], names: dict[UUID, str]) -> Holder:
    referral = referrals.get(share.referral_id) if share.referral_id else None
    return Holder(
        who=names.get(share.team_id, "") or words.the_desk(),
        why=_why(share, referral),
        since=words.since(dates.short_day(share.since)),
        ended=words.until(dates.short_day(share.until)) if share.until else "",
        items=words.what_they_see(share.items, everything=share.ground == Share.Ground.ORIGIN),
    )


def _why(share: Share, referral: Referral | None) -> str:
    if share.ground == Share.Ground.ORIGIN:
        return words.you_told_them()
    if share.ground == Share.Ground.DESK or referral is None:
        return words.they_look_for_help()
    return words.asked_to_help_with(words.in_a_row(need_labels(referral.needs)))


def _emergencies(own: Own, names: dict[UUID, str], now: datetime) -> list[Emergency]:
    """By the organisation alone, like who holds it. It ends with the share beside it."""
    open_ = {one.pk for one in own.shares if one.until is None}
    return [
        Emergency(
            who=names.get(one.team_id, ""),
            lines=[
                words.read_in_emergency(time=dates.at_time(one.at), day=dates.short_day(one.at)),
                words.were_told_of_it(),
                words.can_read_until(
                    time=dates.at_time(one.ends_at), day=dates.short_day(one.ends_at)
                )
                if one.ends_at > now and one.share_id in open_
                else words.can_read_no_more(),
            ],
        )
        for one in own.emergencies
    ]
