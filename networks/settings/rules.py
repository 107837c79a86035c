"""Which settings belong together, and what is too little or too much of each."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor


class Group(TextChoices):
    NAME = "name", gettext_lazy("Name and colour")
    LANGUAGES = "languages", gettext_lazy("Languages")
    HELPLINE = "helpline", gettext_lazy("Helpline and desk hours")
    STANDARDS = "standards", gettext_lazy("How soon people answer and call")
    KEEPING = "keeping", gettext_lazy("How long agreements hold and records are kept")
    SIGNING_IN = "signing-in", gettext_lazy("Signing in")
    AFTERCARE = "aftercare", gettext_lazy("When people are asked how they are")
    CARE = "care", gettext_lazy("Whom to call about a child or an adult at risk")


FIELDS: Final[dict[Group, tuple[str, ...]]] = {
    Group.NAME: ("name", "short_name", "colour"),
    Group.LANGUAGES: ("languages", "client_languages"),
    Group.HELPLINE: (
        "helpline_phone",
        "helpline_email",
        "helpline_hours",
        "desk_opens",
        "desk_closes",
    ),
    Group.STANDARDS: ("standards",),
    Group.KEEPING: ("standards",),
    Group.SIGNING_IN: ("second_step_for_all",),
    Group.AFTERCARE: ("aftercare_weeks",),
    Group.CARE: ("children_care_phone", "adults_care_phone"),
}
# Of the field `standards`, which this group changes; least and most of each.
STANDARDS: Final[dict[Group, dict[str, tuple[int, int]]]] = {
    Group.STANDARDS: {
        "respond_today_hours": (1, 8),
        "respond_urgent_days": (1, 5),
        "respond_soon_days": (1, 10),
        "contact_today_days": (1, 3),
        "contact_urgent_days": (1, 10),
        "contact_soon_days": (1, 20),
        "failed_contacts": (1, 10),
    },
    Group.KEEPING: {
        "consent_months": (1, 24),
        "retention_years": (1, 10),
        "declined_months": (1, 24),
    },
}


def can_set(actor: Actor) -> bool:
    return "coordinator" in actor.roles


def fault_in(group: Group, values: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field that cannot be so, and why; None when all can."""
    if group is Group.HELPLINE and values["desk_opens"] >= values["desk_closes"]:
        return "desk_closes", _("The desk closes after it opens, on the same day.")
    if group is Group.LANGUAGES and "en" not in values["languages"]:
        return "languages", _("Pages are always in English too.")
    for name, (least, most) in STANDARDS.get(group, {}).items():
        if not least <= values["standards"][name] <= most:
            words = _("Enter a number from %(least)d to %(most)d.")
            return name, words % {"least": least, "most": most}
    if group is Group.KEEPING and _kept_longer_unhelped(values["standards"]):
        return "declined_months", _("That is longer than a record of somebody who was helped.")
    return _slower_than_the_next(values["standards"]) if group is Group.STANDARDS else None


def _kept_longer_unhelped(standards: Mapping[str, int]) -> bool:
    return standards["declined_months"] > 12 * standards["retention_years"]


def _slower_than_the_next(standards: Mapping[str, int]) -> tuple[str, str] | None:
    """What is more urgent is never given more time than what is less."""
    orders: Sequence[tuple[str, str]] = (
        ("respond_urgent_days", "respond_soon_days"),
        ("contact_today_days", "contact_urgent_days"),
        ("contact_urgent_days", "contact_soon_days"),
    )
    for sooner, later in orders:
        if standards[sooner] > standards[later]:
            return sooner, _("What is more urgent cannot have more time than what is less.")
    return None
