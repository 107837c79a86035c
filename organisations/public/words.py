"""Why a service can help or cannot, for somebody who needs it today."""

from collections.abc import Iterable
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.directory.rules import Gender, Immigration, Tenure
from organisations.directory.wording import ages_in_words, labels_in_words
from organisations.matching.rules import Reason

_METRES_A_MILE: Final = 1609.344
_HALF_A_MILE: Final = 805
_DAYS_A_WEEK: Final = 7
# Below this a wait is said in days.
_TWO_WEEKS: Final = 14

# What is not here says nothing to a reader who has told us only a need and a place.
_SENTENCES: Final[dict[str, str | Promise]] = {
    "open": gettext_lazy("Can help new people now"),
    "limited": gettext_lazy("Has only a few places: call first"),
    "not_confirmed": gettext_lazy("Call first to check it can help new people"),
    "covers_postcode": gettext_lazy("Helps people where you live"),
    "covers_ward": gettext_lazy("Helps people where you live"),
    "covers_authority": gettext_lazy("Helps people where you live"),
    "covers_network": gettext_lazy("Helps people everywhere here"),
    "area_not_said": gettext_lazy("Call to check it helps people where you live"),
    "area_part_not_known": gettext_lazy(
        "Helps people in part of this area: search by your postcode to check"
    ),
    "place_not_known": gettext_lazy(
        "Helps people in part of this area: search by your postcode to check"
    ),
    "nrpf_not_known": gettext_lazy("Cannot take people with no recourse to public funds"),
    "for_families_not_known": gettext_lazy("Only for households with children"),
    "on_benefits_not_known": gettext_lazy("Only for people who get benefits"),
    "paused": gettext_lazy("Cannot help new people now"),
    "full": gettext_lazy("Is full now"),
    "outside_area": gettext_lazy("Does not help people where you live"),
    "outside_network": gettext_lazy("Does not help people where you live"),
}


def said(reasons: Iterable[Reason]) -> list[str]:
    """A sentence each, in their order; each once."""
    return list(dict.fromkeys(filter(None, map(sentence, reasons))))


def sentence(reason: Reason) -> str:
    """Empty for what tells the public nothing."""
    about = reason.about
    if reason.code in ("near", "reachable", "far"):
        return distance(int(about))
    if reason.code == "waiting_list":
        return wait(int(about or 0))
    if reason.code == "age_not_known":
        low, _dash, high = about.partition("-")
        return ages_in_words(int(low) if low else None, int(high) if high else None)
    kinds = _LISTS.get(reason.code)
    if kinds:
        return _("Only for: %(list)s") % {"list": labels_in_words(kinds, about.split(","))}
    return str(_SENTENCES.get(reason.code, ""))


_LISTS: Final[dict[str, type[TextChoices]]] = {
    "gender_not_known": Gender,
    "tenure_not_known": Tenure,
    "immigration_not_known": Immigration,
}


def distance(metres: int) -> str:
    if metres < _HALF_A_MILE:
        return _("Less than half a mile away")
    miles = max(1, round(metres / _METRES_A_MILE))
    return ngettext("About %(n)d mile away", "About %(n)d miles away", miles) % {"n": miles}


def wait(days: int) -> str:
    if not days:
        return _("Has a waiting list")
    if days < _TWO_WEEKS:
        said_days = ngettext(
            "Has a waiting list of about %(n)d day", "Has a waiting list of about %(n)d days", days
        )
        return said_days % {"n": days}
    weeks = round(days / _DAYS_A_WEEK)
    said_weeks = ngettext(
        "Has a waiting list of about %(n)d week", "Has a waiting list of about %(n)d weeks", weeks
    )
    return said_weeks % {"n": weeks}
