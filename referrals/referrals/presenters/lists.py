from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ccs.paging.keyset import AFTER, BEFORE, Page
from ccs.tenancy.actor import Actor
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import row_of
from referrals.referrals.queries import Box
from referrals.referrals.rules import Status

# What the receiving team can do with several at once: accept the first, give all of them.
_ANSWERED: Final = (Status.ACCEPTED, Status.IN_PROGRESS)

_EMPTY: Final[dict[Box, tuple[Promise, Promise]]] = {
    Box.RECEIVED: (
        _("No open referrals for your team"),
        _("When somebody sends you one, it shows here and you get an email."),
    ),
    Box.SENT: (
        _("Your team has no open referrals on their way"),
        _("Those you send show here until they have ended."),
    ),
    Box.ENDED: (
        _("No referrals have ended yet"),
        _("Closed, declined and withdrawn ones show here."),
    ),
}


def tabs(network: str, current: Box) -> list[dict[str, Any]]:
    address = reverse("referrals:list", kwargs={"network": network})
    return [
        {"href": f"{address}?box={box.value}", "text": box.label, "current": box == current}
        for box in Box
    ]


def rows_shown(
    rows: Sequence[Referral],
    *,
    box: Box,
    names: Mapping[UUID, str],
    unread: Mapping[UUID, int],
    actor: Actor,
    now: datetime,
) -> list[dict[str, Any]]:
    """With whom it is given to, and whether it can be ticked to do something with several."""
    return [
        {
            **(shown := row_of(row, actor=actor, now=now, unread=unread.get(row.pk, 0))),
            "facts": [*shown["facts"], *given_to(row, names)],
            "reference": row.reference,
            "tick": box == Box.RECEIVED and may_be_ticked(row, actor),
        }
        for row in rows
    ]


def given_to(referral: Referral, names: Mapping[UUID, str]) -> list[str]:
    """Nothing where it has not been given to anybody."""
    name = names.get(referral.assigned_to_id) if referral.assigned_to_id else None
    return [gettext("Given to %(name)s") % {"name": name}] if name else []


def may_be_ticked(referral: Referral, actor: Actor) -> bool:
    """By those who work in the team that received it, while there is something to do."""
    return referral.to_team_id in actor.teams and referral.status in (Status.SENT, *_ANSWERED)


def page_links(page: Page[Any], asked: Mapping[str, str]) -> dict[str, str]:
    """The pages before and after, with the filters as they stand."""
    kept = urlencode({k: v for k, v in asked.items() if v and k not in (AFTER, BEFORE, "q")})
    return {
        "previous": "?" + "&".join(filter(None, [kept, page.previous])) if page.previous else "",
        "next": "?" + "&".join(filter(None, [kept, page.next])) if page.next else "",
    }


def empty_words(box: Box) -> dict[str, str]:
    """What an empty list says instead of a blank page."""
    title, text = _EMPTY[box]
    return {"title": str(title), "text": str(text)}
