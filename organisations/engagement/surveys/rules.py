"""What a survey can ask, and how it is answered.

The statements are those of the evaluation's survey of three years, so that a wave can be compared
with another by a statement's code. The words stand here alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The job that asks, the email that it owes, and the job that publishes when a wave is over.
SURVEY: Final = "survey"
SURVEY_OVER: Final = "survey_over"
DONT_KNOW: Final = "dont_know"
# Nobody saves more hours in a week than they work.
MOST_HOURS: Final = 60
# So long it is open, unless somebody says otherwise.
OPEN_FOR: Final = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Scale:
    """Five answers from best to worst. `well` is the share that the first two are together."""

    code: str
    answers: tuple[tuple[str, Promise], ...]
    well: Promise


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question: what is asked, and in a few words for a table."""

    code: str
    words: Promise
    short: Promise
    scale: Scale


AGREEMENT: Final = Scale(
    "agreement",
    (
        ("strongly_agree", _("Strongly agree")),
        ("agree", _("Agree")),
        ("neither", _("Neither agree nor disagree")),
        ("disagree", _("Disagree")),
        ("strongly_disagree", _("Strongly disagree")),
    ),
    _("Agree or strongly agree"),
)
QUALITY: Final = Scale(
    "quality",
    (
        ("excellent", _("Excellent")),
        ("good", _("Good")),
        ("fair", _("Fair")),
        ("poor", _("Poor")),
        ("very_poor", _("Very poor")),
    ),
    _("Excellent or good"),
)
EXTENT: Final = Scale(
    "extent",
    (
        ("all", _("All of them")),
        ("most", _("Most of them")),
        ("some", _("Some of them")),
        ("few", _("A few of them")),
        ("none", _("None of them")),
    ),
    _("All or most of them"),
)
UNSURE: Final = (DONT_KNOW, _("I do not know"))

ITEMS: Final = (
    Item(
        "more_referrals",
        _(
            "There are more referrals between the voluntary sector and statutory organisations"
            " now than three years ago."
        ),
        _("More referrals between the voluntary sector and statutory organisations"),
        AGREEMENT,
    ),
    Item(
        "working_closely",
        _("Agencies work more closely together because of this network."),
        _("Agencies work more closely together"),
        AGREEMENT,
    ),
    Item(
        "better_outcomes",
        _("There are better outcomes for people who use our services because of this network."),
        _("Better outcomes for people"),
        AGREEMENT,
    ),
    Item(
        "coordination",
        _("The coordination of crisis support in our area is better because of this network."),
        _("Better coordination of crisis support"),
        AGREEMENT,
    ),
    Item(
        "dignity",
        _("Using services is a more dignified experience for people because of this network."),
        _("A more dignified experience"),
        AGREEMENT,
    ),
    Item(
        "welfare_schemes",
        _(
            "People are more likely to get help from local welfare assistance, or in Wales from the"
            " Discretionary Assistance Fund, than three years ago."
        ),
        _("More likely to get local welfare assistance"),
        AGREEMENT,
    ),
    Item(
        "shared_understanding",
        _(
            "The council and the voluntary sector share an understanding of what is hard for"
            " people who look for crisis support."
        ),
        _("A shared understanding of council and voluntary sector"),
        AGREEMENT,
    ),
    Item(
        "communication",
        _(
            "How good is communication between the organisations that give financial support in"
            " your area?"
        ),
        _("Quality of communication"),
        QUALITY,
    ),
    Item(
        "barriers",
        _("How many of the barriers that people meet can your organisation do something about?"),
        _("Barriers that services can do something about"),
        EXTENT,
    ),
)
ITEMS_BY_CODE: Final = {item.code: item for item in ITEMS}


# Who is counted apart: everybody; who uses the system and who does not; and by sector group.
ALL: Final = "all"
BY_USE: Final = ("users", "others")
BY_SECTOR: Final = ("vcs", "la_statutory", "elsewhere")
GROUPS: Final = {
    ALL: _("Everybody"),
    "users": _("Who uses the referral system"),
    "others": _("Who does not use it"),
    "vcs": _("Voluntary and community sector"),
    "la_statutory": _("Local authority and statutory"),
    "elsewhere": _("Desk, analysts and others"),
}
# Beside the answers: how many they are, and how many of them gave one of the first two.
WHOLE: Final = "n"
WELL: Final = "well"


@dataclass(frozen=True, slots=True)
class Asking:
    """A wave as it is opened: what, from which day to which, both included."""

    name: str
    year: int
    opens_on: date
    closes_on: date
    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What one person answers: an answer to every item, and for users hours saved in a week."""

    answers: Mapping[str, str]
    uses_system: bool
    hours_saved: int | None = None


def items_of(codes: Sequence[str]) -> list[Item]:
    """In the library's order; a code that is no longer in it is left out."""
    return [item for item in ITEMS if item.code in set(codes)]


def answers_of(item: Item) -> list[tuple[str, Promise]]:
    return [*item.scale.answers, UNSURE]


def is_answer(item: Item, answer: str) -> bool:
    return answer in {code for code, _words in answers_of(item)}
