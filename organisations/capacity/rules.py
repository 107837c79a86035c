"""What a service's capacity means, and the arithmetic of its places."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.actor import Actor

# After this long without a word, "open" is a memory and not a fact.
CONFIRMED_FOR: Final = timedelta(days=30)


class State(TextChoices):
    OPEN = "open", _("Open")
    LIMITED = "limited", _("Limited places")
    WAITING_LIST = "waiting_list", _("Waiting list")
    PAUSED = "paused", _("Paused")


class Per(TextChoices):
    DAY = "day", _("a day")
    WEEK = "week", _("a week")
    TOTAL = "total", _("in all")


class UnmetReason(TextChoices):
    NOBODY = "nobody", _("Nobody offers this here")
    PAUSED = "paused", _("Everybody who offers this is paused")
    RULED_OUT = "ruled_out", _("Nobody takes this person")
    DECLINED = "declined", _("Everybody who was asked said no")


def can_set_capacity(actor: Actor, *, team_id: UUID) -> bool:
    """Those who do the work, and their manager."""
    return team_id in actor.envelopes


def has_services_to_run(actor: Actor) -> bool:
    """Whether the page of capacity is for them at all."""
    return bool({"worker", "manager"} & actor.roles)


def period_start(per: str, *, today: date) -> date | None:
    """The first day of the period `today` is in; None where places are counted in all."""
    if per == Per.DAY:
        return today
    if per == Per.WEEK:
        return today - timedelta(days=today.weekday())
    return None


def is_confirmed(confirmed_at: datetime, *, now: datetime) -> bool:
    """What nobody has said again for a month may no longer be so."""
    return now - confirmed_at <= CONFIRMED_FOR
