"""What the card, a text, an email and the front page say: nothing about the person."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import qrcode
from django.utils import timezone, translation
from qrcode.image.svg import SvgPathImage

from ccs.ui import phones
from ccs.ui.languages import direction
from networks.networks.models import Network
from networks.networks.queries import working_hours
from referrals.clocks.rules import contact_by
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.voice.models import PersonLink
from referrals.voice.rules import is_over
from referrals.voice.words import card as words
from referrals.voice.words import dates, status

_MOST_LINES: Final = 4
# After all that somebody waits for.
_LATE: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Card:
    """In the person's language. `sender` is empty where it is better not to say who it is from."""

    reference: str
    # The same in words, and the two sentences below it.
    numbered: str
    lines: list[str]
    change: str
    more: str
    address: str
    picture: str
    sender: str
    language: str
    direction: str


def card_of(
    link: PersonLink, network: Network, referrals: Sequence[Referral], *, phone: str, address: str
) -> Card:
    number = phones.shown(phone) if phone else ""
    with translation.override(link.language):
        return Card(
            reference=link.reference,
            numbered=status.reference(link.reference),
            lines=lines_of(referrals, network, discreet=link.discreet, named=not link.discreet),
            change=status.change_mind_by_phone(number) if number else status.change_mind(),
            more=words.see_more(),
            address=address,
            picture=picture_of(address),
            sender="" if link.discreet else network.name,
            language=link.language,
            direction=direction(link.language),
        )


def lines_of(
    referrals: Sequence[Referral], network: Network, *, discreet: bool, named: bool
) -> list[str]:
    """Who contacts them by when. `named` says who: only the card itself, never a discreet one."""
    now = timezone.now()
    if referrals and all(is_over(one.status) for one in referrals):
        last = max(referrals, key=lambda one: one.ended_at or one.created_at)
        who = _who(last, discreet=discreet, named=named)
        return [status.said_no(who) if last.status == Status.DECLINED else status.ended()]
    # The soonest first; where nobody is named, that one alone.
    going = sorted(
        (one for one in referrals if not is_over(one.status)),
        key=lambda one: expected_at(one, network) or one.created_at + _LATE,
    )
    lines = [
        line_of(one, network, who=_who(one, discreet=discreet, named=named), now=now)
        for one in going[: _MOST_LINES if named else 1]
    ]
    return list(dict.fromkeys(lines))


def line_of(referral: Referral, network: Network, *, who: str, now: datetime) -> str:
    """One sentence: what they can expect of it."""
    if referral.status == Status.IN_PROGRESS:
        return status.in_touch(who)
    due = expected_at(referral, network)
    when = {"time": dates.at_time(due), "day": dates.on_day(due)} if due else None
    if when is None:
        return status.asked(who)
    if due and due < now:
        return status.should_have(who, **when)
    if referral.status == Status.WITH_BROKER:
        return status.looking(**when)
    return status.will_contact(who, **when)


def expected_at(referral: Referral, network: Network) -> datetime | None:
    """When somebody should have contacted them, if all goes as it should."""
    due = referral.next_action_at
    if due and referral.status == Status.SENT:
        return contact_by(
            due,
            urgency=referral.urgency,
            standards=network.standards,
            hours=working_hours(network),
        )
    return due if referral.status in (Status.ACCEPTED, Status.WITH_BROKER) else None


def text_of(card: Card) -> str:
    """One text. Long languages make it two: never more than is needed."""
    who_and_when = card.lines[0] if card.lines else ""
    with translation.override(card.language):
        return words.text(who_and_when, reference=card.reference, address=card.address)


def picture_of(address: str) -> str:
    """A code for the phone's camera, as an image inside the page."""
    drawn = qrcode.make(address, image_factory=SvgPathImage, box_size=10, border=2)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.to_string()).decode()


def _who(referral: Referral, *, discreet: bool, named: bool) -> str:
    return (referral.to_name if named else "") or status.somebody(discreet=discreet)
