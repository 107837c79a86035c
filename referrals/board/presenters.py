"""Cards: what is needed, how long is left, and who has it. Never who the person is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.board.rules import COLUMNS, MOST_CARDS, Column
from referrals.filters.presenters import address_of
from referrals.filters.rules import NOBODY, Box, Filters, Order, query_of
from referrals.referrals.models import Referral
from referrals.referrals.presenters.lists import given_to, may_be_ticked
from referrals.referrals.presenters.wording import (
    due_in_words,
    is_late,
    needs_in_words,
    page_of_referral,
    tag_of,
    urgency_in_words,
    with_desk,
)


@dataclass(frozen=True, slots=True)
class Board:
    """Whose board it is: what narrows it, who has what, and the time it is shown at."""

    actor: Actor
    filters: Filters
    names: Mapping[UUID, str]
    now: datetime


def columns_shown(board: Board, cards: Mapping[str, Sequence[Referral]]) -> list[dict[str, Any]]:
    return [
        {
            "id": column.name,
            "title": column.title,
            "empty": column.empty,
            "cards": [_card(one, board) for one in cards[column.name][:MOST_CARDS]],
            "count": _count(cards[column.name]),
            "every": _every(column, board) if len(cards[column.name]) > MOST_CARDS else "",
        }
        for column in COLUMNS
    ]


def whose_links(board: Board, workers: Sequence[tuple[UUID, str]]) -> list[dict[str, Any]]:
    """Everybody's, mine, nobody's, and each colleague's."""
    own = board.actor.member_id
    mine = [(_("Mine"), str(own))] if own in {key for key, _name in workers} else []
    whose = [
        (_("Everybody’s"), ""),
        *mine,
        (_("Nobody’s"), NOBODY),
        *((name, str(key)) for key, name in workers if key != own),
    ]
    chosen = NOBODY if board.filters.unassigned else str(board.filters.worker or "")
    return [{"value": value, "text": text, "selected": value == chosen} for text, value in whose]


def _card(referral: Referral, board: Board) -> dict[str, Any]:
    late = is_late(referral, board.now)
    sent = referral.to_team_id not in board.actor.envelopes
    return {
        "reference": referral.reference,
        "href": page_of_referral(board.actor.network.slug, referral.reference),
        "needs": needs_in_words(referral.needs),
        "left": _left(referral, board.now),
        "late": late,
        "tick": may_be_ticked(referral, board.actor),
        "facts": [
            due_in_words(referral, board.now),
            urgency_in_words(referral.urgency),
            *([str(tag_of(referral.status)["text"]), referral.to_name] if sent else []),
            *(given_to(referral, board.names) if not sent else []),
            *([_("The desk finds out why nobody acted")] if with_desk(referral) else []),
        ],
    }


def _left(referral: Referral, now: datetime) -> str:
    if referral.next_action_at is None:
        return ""
    left = moments.left(referral.next_action_at, now)
    return left[:1].upper() + left[1:]


def _count(cards: Sequence[Referral]) -> str:
    """Nothing is counted beyond what is shown."""
    if len(cards) > MOST_CARDS:
        return _("more than %(n)d") % {"n": MOST_CARDS}
    return str(len(cards))


def _every(column: Column, board: Board) -> str:
    """The same as a list, which has them all."""
    order = Order.NEXT.value if column.box == Box.SENT else ""
    filters = replace(board.filters, status=column.status, order=order)
    return address_of(board.actor.network.slug, column.box, query_of(filters))
