"""What became of the card, for the team that gave it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.outbox.models import Channel, OutboxMessage
from ccs.texts.words import why
from ccs.ui import moments
from ccs.ui.languages import language_name
from referrals.voice.models import PersonLink
from referrals.voice.rules import TRIES_AT_ALL, Lock

_BY: Final[dict[str, Promise]] = {
    Channel.SMS: gettext_lazy("Text message"),
    Channel.EMAIL: gettext_lazy("Email"),
}


@dataclass(frozen=True, slots=True)
class CardShown:
    rows: list[tuple[str, str]]
    is_locked: bool
    is_over: bool
    exists: bool


def card_shown(
    link: PersonLink | None, messages: Sequence[OutboxMessage], *, alive: bool, now: datetime
) -> CardShown:
    if link is None:
        return CardShown([], is_locked=False, is_over=False, exists=False)
    shut = Lock(link.tries, link.locked_until).is_shut(now)
    rows: list[tuple[str, str]] = [
        (_("Made"), moments.ago(link.renewed_at, now)),
        (_("Language"), language_name(link.language)),
        (_("Discreet"), _("Yes") if link.discreet else _("No")),
        (_("Printed"), moments.ago(link.printed_at, now) if link.printed_at else ""),
        *[(str(_BY[one.channel]), _went(one, now)) for one in messages],
        (_("Opened"), moments.ago(link.opened_at, now) if link.opened_at else _("Not yet")),
        (_("They gave their code"), moments.ago(link.proved_at, now) if link.proved_at else ""),
        (_("Locked"), _locked(link, now) if shut else ""),
        (_("Taken away"), moments.ago(link.revoked_at, now) if link.revoked_at else ""),
    ]
    return CardShown(
        rows=[(name, value) for name, value in rows if value],
        is_locked=shut,
        is_over=not alive,
        exists=True,
    )


def _went(one: OutboxMessage, now: datetime) -> str:
    if one.failed_at or one.cancelled_at or one.delivery.endswith("failure"):
        return _("Did not arrive. %(why)s") % {"why": why(one.delivery or one.last_error)}
    if one.delivery == "delivered":
        return _("Arrived. Sent %(when)s") % {"when": _sent(one, now)}
    return _("Sent %(when)s") % {"when": _sent(one, now)} if one.sent_at else _("On its way")


def _sent(one: OutboxMessage, now: datetime) -> str:
    return moments.ago(one.sent_at or one.created_at, now)


def _locked(link: PersonLink, now: datetime) -> str:
    if link.tries >= TRIES_AT_ALL or link.locked_until is None:
        return _("After 10 wrong answers. Make the card anew.")
    return _("After 5 wrong answers, until %(when)s") % {"when": moments.at(link.locked_until, now)}


def buttons_of(ways: Sequence[str]) -> list[dict[str, Any]]:
    """One tap each: on paper always, else what is safe."""
    found = [{"way": "print", "text": _("Print it")}]
    if Channel.SMS in ways:
        found.append({"way": Channel.SMS.value, "text": _("Send it by text")})
    if Channel.EMAIL in ways:
        found.append({"way": Channel.EMAIL.value, "text": _("Send it by email")})
    return found
