"""The stages of a network, and the evaluation's five features of coordination in four levels.

Kept as codes: the words stand here alone, and another stage needs no migration.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Word:
    """A code's name and what it means."""

    code: str
    name: Promise
    about: Promise


# The figure that names the evaluation's stages is a picture that we do not have: these follow
# what its text says of the four sites (docs/engagement.md).
STAGES: Final = (
    Word("setting_up", _("Setting up"), _("Organisations meet and agree how to work together.")),
    Word("onboarding", _("Onboarding"), _("Members are joining, signing and learning the system.")),
    Word("live", _("Live"), _("Referrals go through the system every week.")),
    Word("sustained", _("Sustained"), _("It is widely used, and funded for the longer term.")),
)

# Figure 5 of the evaluation of the third year: "Key features of coordination in pilot sites".
CRITERIA: Final = (
    Word(
        "network",
        _("Network"),
        _("Organisations who share a desire to achieve better outcomes collaboratively."),
    ),
    Word("system", _("Referral system"), _("A system for robust referrals.")),
    Word(
        "well_used",
        _("Referral system is well used"),
        _("It is widely used by a variety of organisations."),
    ),
    Word(
        "resource",
        _("Resource during the programme"),
        _("Resource to run the network and manage the referral system."),
    ),
    Word(
        "long_term",
        _("Resource secured to manage long term"),
        _("Resource and legitimacy to manage both in the longer term."),
    ),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One of the evaluation's four shades. `colour` is a tag's."""

    number: int
    name: Promise
    about: Promise
    colour: str


LEVELS: Final = (
    Level(0, _("No activity"), _("There has been no activity."), "grey"),
    Level(1, _("Planned"), _("Activities are planned but have not materialised."), "yellow"),
    Level(2, _("Beginning"), _("The area is at the beginning of a process."), "teal"),
    Level(3, _("Secure"), _("There is some long term security."), "green"),
)

STAGE_NAMES: Final = {one.code: one.name for one in STAGES}
CRITERION_NAMES: Final = {one.code: one.name for one in CRITERIA}
LEVELS_BY_NUMBER: Final = {one.number: one for one in LEVELS}
