"""The two notes in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.capacity.models import CapacityChange
from organisations.capacity.rules import State
from organisations.engagement.questions.models import HelpPage
from referrals.welcome.rules import News, Tip


@dataclass(frozen=True, slots=True)
class Line:
    """`href` is empty where there is nothing more to read."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """`since` is the day they were here last; a group with nothing in it is left out."""

    since: str
    groups: list[tuple[str, list[Line]]]


@dataclass(frozen=True, slots=True)
class TipShown:
    text: str
    link: str
    href: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is different since they were here last."""

    capacity: Sequence[CapacityChange]
    colleagues: Sequence[str]
    help_pages: Sequence[HelpPage]
    news: Sequence[News]


def welcome_shown(changed: Changed, *, since: str, actor: Actor, now: datetime) -> Welcome:
    groups = [
        (_("Your team’s services"), [_capacity(one, now) for one in changed.capacity]),
        (_("New colleagues"), [Line(name) for name in changed.colleagues]),
        (_("New help pages"), [_help(one, actor) for one in changed.help_pages]),
        (_("New here"), [Line(str(one.text)) for one in changed.news]),
    ]
    return Welcome(since, [(title, lines) for title, lines in groups if lines])


def tip_shown(tip: Tip, *, actor: Actor) -> TipShown:
    href = reverse(tip.url_name, kwargs={"network": actor.network.slug})
    return TipShown(text=str(tip.text), link=str(tip.link), href=href)


def _capacity(change: CapacityChange, now: datetime) -> Line:
    words = {"service": change.service.name, "state": State(change.state).label}
    return Line(f"{_('%(service)s: %(state)s') % words}, {moments.ago(change.at, now)}")


def _help(page: HelpPage, actor: Actor) -> Line:
    kwargs = {"network": actor.network.slug, "page_id": page.pk}
    return Line(page.title, reverse("organisations:help_page", kwargs=kwargs))
