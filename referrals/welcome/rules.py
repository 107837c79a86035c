"""Notes on the home page: for who is new, who comes back after a long time, and a tip a month."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AWAY_FOR: Final = timedelta(days=60)
# Longer than any month, so that there are never two tips in one.
BETWEEN_TIPS: Final = timedelta(days=31)
# Whoever is new is shown where to practise, and has no need of tips.
NEW_FOR: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a person may do here, and what they have used so far."""

    refers: bool = False
    works: bool = False
    runs_services: bool = False
    lessons: frozenset[str] = frozenset()
    sends: bool = False
    on_one_page: bool = False
    filters: bool = False
    notes: bool = False
    signposts: bool = False
    watches: bool = False
    capacity: bool = False
    each_morning: bool = False
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Tip:
    """`fits` says whether it is about something that this person could use and has not."""

    code: str
    text: Promise
    link: Promise
    url_name: str
    fits: Callable[[Habits], bool]


@dataclass(frozen=True, slots=True)
class News:
    """Something new in the product."""

    on: date
    text: Promise


# The first that fits is the next one.
TIPS: Final = (
    Tip(
        "practice",
        _("In the practice network you can try everything with people who are made up."),
        _("Try a practice referral"),
        "referrals:practice",
        lambda one: one.works and has_not_practised(one.lessons),
    ),
    Tip(
        "capacity",
        _("Is your service full? Pause it for a while, and it opens again on the day you choose."),
        _("See how it works"),
        "organisations:capacity",
        lambda one: one.runs_services and not one.capacity,
    ),
    Tip(
        "one_page",
        _("If you make referrals often, you can have all the questions on one page."),
        _("See the one page"),
        "referrals:one_page",
        lambda one: one.refers and one.sends and not one.on_one_page,
    ),
    Tip(
        "filters",
        _("Keep a list that you often look for, such as what is late, under a name of your own."),
        _("Go to your lists"),
        "referrals:list",
        lambda one: one.works and not one.filters,
    ),
    Tip(
        "signposting",
        _("Does somebody only need a phone number? Print the details of other help for them."),
        _("Give details of other help"),
        "organisations:signposting",
        lambda one: one.refers and not one.signposts,
    ),
    Tip(
        "watch",
        _("Is a service paused? On its page you can ask us to tell you when it opens."),
        _("Find services"),
        "organisations:services",
        lambda one: one.refers and not one.watches,
    ),
    Tip(
        "notes",
        _("On a referral you can keep a note for yourself or your team. Nobody else sees it."),
        _("Go to your referrals"),
        "referrals:list",
        lambda one: one.works and not one.notes,
    ),
    Tip(
        "aftercare",
        _("Some weeks later we ask people how they are. A lesson of two minutes shows how."),
        _("Take the lesson"),
        "organisations:lessons",
        lambda one: one.refers and "aftercare" not in one.lessons,
    ),
    Tip(
        "stand_in",
        _("Going away? Name a stand-in, and they get your reminders until you are back."),
        _("Change your details"),
        "organisations:profile",
        lambda one: one.works and not one.stand_in,
    ),
    Tip(
        "each_morning",
        _("Too many emails? You can have one each morning with everything in it."),
        _("Change your details"),
        "organisations:profile",
        lambda one: one.works and not one.each_morning,
    ),
)
# What a person sees and could not know. The newest last.
NEWS: Final = (
    News(date(2026, 11, 21), _("You can keep the filters of your lists under a name.")),
    News(date(2026, 11, 22), _("Some weeks after the crisis we ask people how they are.")),
    News(date(2026, 11, 22), _("There is a practice network, and there are short lessons.")),
)


def was_long_away(seen_before: date, *, today: date) -> bool:
    """On the day they are back: after it, they were here before."""
    return today - seen_before >= AWAY_FOR


def is_new(joined_on: date | None, *, today: date) -> bool:
    return joined_on is not None and today - joined_on < NEW_FOR


def has_not_practised(learnt: Collection[str]) -> bool:
    return not any(code.startswith("practice_") for code in learnt)


def next_tip(habits: Habits, *, had: Collection[str]) -> Tip | None:
    """Never one that they have had before."""
    return next((tip for tip in TIPS if tip.code not in had and tip.fits(habits)), None)


def tip_called(code: str) -> Tip | None:
    """None for one that is no longer given."""
    return next((tip for tip in TIPS if tip.code == code), None)


def news_since(day: date) -> list[News]:
    return [one for one in NEWS if one.on >= day]
