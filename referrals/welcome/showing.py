"""Which note stands on somebody's home page now, if any."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.lessons.models import PanelShown
from organisations.engagement.lessons.queries import own_done
from organisations.members.models import Membership
from organisations.members.queries import own_membership
from referrals.welcome import queries
from referrals.welcome.actions import show_tip
from referrals.welcome.presenters import (
    Changed,
    TipShown,
    Welcome,
    tip_shown,
    welcome_shown,
)
from referrals.welcome.rules import (
    BETWEEN_TIPS,
    NEW_FOR,
    Tip,
    has_not_practised,
    news_since,
    next_tip,
    tip_called,
    was_long_away,
)

Kind = PanelShown.Kind


def notes_for(actor: Actor, *, now: datetime) -> dict[str, Welcome | TipShown | bool | None]:
    """`newcomer`, `welcome` or `tip`: at most one of them, and none in a practice network.

    Two queries, but for who is new, the day of a return, and the day a tip is due.
    """
    notes: dict[str, Welcome | TipShown | bool | None]
    notes = {"newcomer": False, "welcome": None, "tip": None}
    own = None if actor.network.is_practice else own_membership(actor)
    if own is None:
        return notes
    panels, today = queries.own_panels(actor), timezone.localdate(now)
    if own.seen_before and was_long_away(own.seen_on, own.seen_before, today=today):
        if not any(one.kind == Kind.WELCOME and one.shown_on == today for one in panels):
            notes["welcome"] = _welcome(actor, own.seen_before, now)
        return notes
    if today - timezone.localdate(own.joined_at) < NEW_FOR:
        return {**notes, "newcomer": has_not_practised(own_done(actor))}
    tip = _tip(actor, own, panels, today)
    return {**notes, "tip": tip_shown(tip, actor=actor) if tip else None}


def _welcome(actor: Actor, since: date, now: datetime) -> Welcome:
    changed = Changed(
        capacity=queries.capacity_since(actor, since),
        colleagues=queries.colleagues_since(actor, since),
        help_pages=queries.help_since(actor, since),
        news=news_since(since),
    )
    return welcome_shown(changed, since=moments.when(since, now), actor=actor, now=now)


def _tip(actor: Actor, own: Membership, panels: Sequence[PanelShown], today: date) -> Tip | None:
    """The one of these weeks until it is put away; a new one when its time has come."""
    tips = [one for one in panels if one.kind == Kind.TIP]
    if tips and today - tips[-1].shown_on < BETWEEN_TIPS:
        return None if tips[-1].dismissed_at else tip_called(tips[-1].code)
    tip = next_tip(queries.habits_of(actor, own), had={one.code for one in tips})
    if tip:
        show_tip(actor=actor, tip=tip)
    return tip
