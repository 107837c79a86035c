"""What goes into each column, beside the form that asks for the files."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.history.columns import LAYOUTS
from reporting.history.rules import NEEDS, SECTORS, STATUSES

_MEANS: Final[dict[str, Promise]] = {
    "org_id": gettext_lazy(
        "Its number or code in the other system. The file of referrals uses it."
    ),
    "sector": gettext_lazy("One of: %(codes)s."),
    "registered_on": gettext_lazy("The day on which it joined, like 2019-10-01."),
    "name": gettext_lazy(
        "Where it is spelt as a member’s name here, it is that member, and counted once."
    ),
    "type": gettext_lazy("What it is more exactly, such as food_bank."),
    "left_on": gettext_lazy("The day on which it left, if it did."),
    "teams": gettext_lazy("How many teams it has."),
    "can_receive": gettext_lazy("Whether it takes referrals: yes or no."),
    "referral_id": gettext_lazy("Its number in the other system. No name of a person."),
    "from_org": gettext_lazy("The org_id of who made it."),
    "to_org": gettext_lazy("The org_id of who it was made to."),
    "status": gettext_lazy("One of: %(codes)s. “pending” was waiting for an answer."),
    "made_at": gettext_lazy(
        "When it was made, with how far the clock was from Greenwich time:"
        " 2020-05-01T09:30:00+01:00."
    ),
    "from_team": gettext_lazy("Which team made it."),
    "to_team": gettext_lazy("Which team it was made to."),
    "need": gettext_lazy("One of: %(codes)s."),
    "accepted_at": gettext_lazy(
        "When it was accepted. Without it, an accepted referral counts on the day it was made."
    ),
    "ended_at": gettext_lazy("When it was closed, declined or withdrawn."),
    "outcome": gettext_lazy("How it ended, where it was closed."),
}
_CODES: Final = {"sector": SECTORS, "status": STATUSES, "need": NEEDS}


def columns_of(file: str) -> list[tuple[str, str]]:
    """Each column with its meaning, those that are needed first."""
    layout = LAYOUTS[file]
    return [(name, _told(name, needed=name in layout.needed)) for name in layout.columns]


def _told(name: str, *, needed: bool) -> str:
    means = str(_MEANS[name]) % {"codes": ", ".join(_CODES.get(name, ()))}
    return _("Needed. %(meaning)s") % {"meaning": means} if needed else means
