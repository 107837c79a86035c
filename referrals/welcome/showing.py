"""Which note stands on somebody's home page now, if any."""

from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.lessons.models import PanelShown
from organisations.engagement.lessons.remembered import has_practised_lately
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
from referrals.welcome.remembered import remember_tip, tip_of
from referrals.welcome.rules import (
    BETWEEN_TIPS,
    is_new,
    news_since,
    next_tip,
    tip_called,
    was_long_away,
)

# When there is nothing to tell, somebody may begin to do what there is a tip about.
_LOOK_AGAIN: Final = timedelta(days=7)


def notes_for(actor: Actor, *, now: datetime) -> dict[str, Welcome | TipShown | bool | None]:
    """`newcomer`, `welcome` or `tip`: at most one of them, and none in a practice network.

    On most days nothing is asked of the database: the actor and the cache know.
    """
    notes: dict[str, Welcome | TipShown | bool | None]
    notes = {"newcomer": False, "welcome": None, "tip": None}
    if actor.network.is_practice or actor.member_id is None:
        return notes
    today, before = timezone.localdate(now), actor.seen_before
    if before and was_long_away(before, today=today):
        return {**notes, "welcome": _welcome(actor, before, now)}
    if is_new(actor.joined_on, today=today):
        return {**notes, "newcomer": not has_practised_lately(actor)}
    code = tip_of(actor.member_id, today=today)
    tip = tip_called(_tip(actor, today) if code is None else code)
    return {**notes, "tip": tip_shown(tip, actor=actor) if tip else None}


def _welcome(actor: Actor, since: date, now: datetime) -> Welcome | None:
    """Until it is put away, and on that day only."""
    today = timezone.localdate(now)
    panels = queries.own_panels(actor, PanelShown.Kind.WELCOME)
    if any(one.shown_on == today for one in panels):
        return None
    changed = Changed(
        capacity=queries.capacity_since(actor, since),
        colleagues=queries.colleagues_since(actor, since),
        help_pages=queries.help_since(actor, since),
        news=news_since(since),
    )
    return welcome_shown(changed, since=moments.when(since, now), actor=actor, now=now)


def _tip(actor: Actor, today: date) -> str:
    """The code of the tip of these weeks, until it is put away; a new one when one is due."""
    tips, own = queries.own_panels(actor, PanelShown.Kind.TIP), own_membership(actor)
    until = tips[-1].shown_on + BETWEEN_TIPS if tips else today
    code = ""
    if today < until:
        code = "" if tips[-1].dismissed_at else tips[-1].code
    elif own and (tip := next_tip(queries.habits_of(actor, own), had={one.code for one in tips})):
        show_tip(actor=actor, tip=tip)
        code, until = tip.code, today + BETWEEN_TIPS
    else:
        until = today + _LOOK_AGAIN
    remember_tip(actor.identity, code, until=until, today=today)
    return code
