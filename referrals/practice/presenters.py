"""The pages of practice in words."""

from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.outbox.models import Channel
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.slugs import PRACTICE
from ccs.ui import moments, phones
from organisations.engagement.lessons.queries import own_done
from organisations.roles.rules import can_refer
from referrals.practice.models import PracticeMail

# What to try, where, and what is written down when it was done.
_STEPS: Final[tuple[tuple[str, Promise, str], ...]] = (
    ("practice_refer", gettext_lazy("Make a referral"), "referrals:refer"),
    ("practice_answer", gettext_lazy("Answer a referral"), "referrals:list"),
    ("practice_contact", gettext_lazy("Write down that you called"), "referrals:list"),
    ("practice_close", gettext_lazy("Close a referral"), "referrals:list"),
    (
        "practice_capacity",
        gettext_lazy("Say whether you can take people"),
        "organisations:capacity",
    ),
    ("practice_aftercare", gettext_lazy("Ask how somebody is later"), "referrals:aftercare"),
)
_FOR_TEAMS: Final = frozenset({"referrals:list", "referrals:aftercare"})


def home_slug(slug: str) -> str:
    """The live network's, from either."""
    return slug.removesuffix(PRACTICE)


def steps_shown(actor: Actor) -> list[dict[str, Any]]:
    """What there is to practise, for who can; with how often they did. Links only in practice."""
    done = own_done(actor)
    return [
        {
            "title": title,
            "href": _address(url_name, actor) if actor.network.is_practice else "",
            "done": code in done,
            "hint": _times(done[code].times) if code in done else "",
        }
        for code, title, url_name in _STEPS
        if _can_try(url_name, actor)
    ]


def receivers_shown(actor: Actor, teams: list[UUID]) -> list[dict[str, str]]:
    """Each with a name of the press: pressed twice, one is sent."""
    return [
        {"team": str(team), "name": actor.team_names.get(team, ""), "made": str(new_id())}
        for team in teams
    ]


def mail_shown(mail: list[PracticeMail]) -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {
            "title": one.subject or _("Text message"),
            "to": phones.shown(one.address) if one.channel == Channel.SMS else one.address,
            "is_text": one.channel == Channel.SMS,
            "text": one.text,
            "when": moments.at(one.at, now),
            "machine": moments.machine(one.at),
        }
        for one in mail
    ]


def _can_try(url_name: str, actor: Actor) -> bool:
    if url_name == "referrals:refer":
        return can_refer(actor)
    return bool(actor.teams) if url_name in _FOR_TEAMS else bool(actor.teams or actor.managed)


def _address(url_name: str, actor: Actor) -> str:
    return reverse(url_name, kwargs={"network": actor.network.slug})


def _times(times: int) -> str:
    return ngettext("Done %(n)d time", "Done %(n)d times", times) % {"n": times}
