"""A sentence for every reason: why a service, what is not known, why not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.ui import moments
from ccs.ui.languages import language_name
from organisations.capacity.rules import Per
from organisations.directory.rules import Attending
from organisations.matching.rules import Asked, Candidate, Reason
from organisations.needs.rules import need_labels
from organisations.places.rules import shown

_METRES_IN_A_MILE: Final = 1609.344


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence may speak of. `areas` are names of councils and wards by their codes."""

    asked: Asked
    candidate: Candidate
    now: datetime
    areas: Mapping[str, str] = field(default_factory=dict)


_Words = Callable[[Told, str], str]


def sentence(reason: Reason, told: Told) -> str:
    words = _WORDS[reason.code]
    return words(told, reason.about) if callable(words) else str(words)


# What these say depends on the service; all others are the same for every service of a search.
OF_SERVICE: Final = frozenset(
    {"open", "limited", "waiting_list", "not_confirmed", "paused", "full"}
)


def needs_in_words(codes: Iterable[str]) -> str:
    return ", ".join(need_labels(list(codes)))


def miles(metres: int) -> str:
    """As people say it: to a tenth of a mile, and to the mile when it is far."""
    distance = metres / _METRES_IN_A_MILE
    if distance < 0.1:  # noqa: PLR2004 - less cannot be told from grid references of postcodes
        return _("Less than a tenth of a mile away")
    number = f"{distance:.1f}" if distance < 10 else f"{distance:.0f}"  # noqa: PLR2004
    return (_("1 mile away") if number == "1.0" else _("%(miles)s miles away")) % {"miles": number}


def _meets(told: Told, about: str) -> str:
    return _("Helps with: %(needs)s") % {"needs": needs_in_words([about])}


def _confirmed(told: Told) -> str:
    if told.candidate.confirmed_at is None:
        return ""
    day = localtime(told.candidate.confirmed_at).date()
    return moments.when(day, told.now)


def _open(told: Told, about: str) -> str:
    when = _confirmed(told)
    return _("Open, confirmed %(when)s") % {"when": when} if when else _("Open")


def _limited(told: Told, about: str) -> str:
    places, per = told.candidate.places, told.candidate.per
    if places is None or per not in Per.values:
        return _("Has a limited number of places")
    words = {"n": places, "per": Per(per).label}
    return (
        ngettext("Takes %(n)d person %(per)s", "Takes %(n)d people %(per)s", places) % words
        if per != Per.TOTAL
        else ngettext("Has %(n)d place in all", "Has %(n)d places in all", places) % words
    )


def _waiting(told: Told, about: str) -> str:
    days = told.candidate.expected_wait_days
    if days is None:
        return _("Has a waiting list")
    wait = ngettext("about %(n)d day", "about %(n)d days", days) % {"n": days}
    return _("Has a waiting list: %(wait)s") % {"wait": wait}


def _not_confirmed(told: Told, about: str) -> str:
    when = _confirmed(told)
    if not when:
        return _("Nobody has confirmed that it is open")
    return _("Said to be open, but last confirmed %(when)s") % {"when": when}


def _paused(told: Told, about: str) -> str:
    because, day = told.candidate.paused_because, told.candidate.reopens_on
    words = {"reason": because, "date": moments.long_date(day, told.now) if day else ""}
    if day and because:
        return _("Paused until %(date)s: %(reason)s") % words
    if day:
        return _("Paused until %(date)s") % words
    return _("Paused: %(reason)s") % words if because else _("Paused")


def _full(told: Told, about: str) -> str:
    day = told.candidate.reopens_on
    if day is None:
        return _("Full: every place is taken")
    return _("Full until %(date)s") % {"date": moments.long_date(day, told.now)}


def _covers(told: Told, about: str) -> str:
    return _("Covers %(area)s") % {"area": told.areas.get(about, about)}


def _covers_postcode(told: Told, about: str) -> str:
    return _("Covers %(area)s") % {"area": shown(about)}


def _outside(told: Told, about: str) -> str:
    return _("Does not cover %(area)s") % {"area": _place(told)}


def _outside_network(told: Told, about: str) -> str:
    return _("Is for this network’s area, and %(area)s is outside it") % {"area": _place(told)}


def _place(told: Told) -> str:
    place = told.asked.place
    if place is None:
        return _("this address")
    if place.code:
        return shown(place.code)
    code = place.ward or place.local_authority
    return told.areas.get(code, code)


def _ages(about: str) -> str:
    youngest, _dash, oldest = about.partition("-")
    words = {"from": youngest, "to": oldest}
    if not oldest:
        return _("people aged %(from)s or over") % words
    if not int(youngest or 0):
        return _("people aged %(to)s or under") % words
    return _("people aged %(from)s to %(to)s") % words


def _takes_age(told: Told, about: str) -> str:
    return _("Takes %(ages)s") % {"ages": _ages(about)}


def _only_age(told: Told, about: str) -> str:
    return _("Takes only %(ages)s") % {"ages": _ages(about)}


def _age_unknown(told: Told, about: str) -> str:
    return _("Takes only %(ages)s: check their age") % {"ages": _ages(about)}


def _speaks(told: Told, about: str) -> str:
    return _("Speaks %(language)s") % {"language": language_name(about)}


def _attends(told: Told, about: str) -> str:
    way = str(Attending(about).label) if about in Attending.values else about
    return _("Can see them the way they need: %(way)s") % {"way": way}


def _distance(told: Told, about: str) -> str:
    return miles(int(about))


def _answers(told: Told, about: str) -> str:
    hours = int(about)
    return (
        ngettext("Usually answers in %(n)d hour", "Usually answers in %(n)d hours", hours)
        % {"n": hours}
        + " "
        + _("of working time")
    )


_WORDS: Final[dict[str, _Words | Promise]] = {
    "meets_need": _meets,
    "open": _open,
    "limited": _limited,
    "waiting_list": _waiting,
    "covers_postcode": _covers_postcode,
    "covers_ward": _covers,
    "covers_authority": _covers,
    "covers_network": gettext_lazy("Covers the whole network’s area"),
    "takes_nrpf": gettext_lazy("Takes people with no recourse to public funds"),
    "takes_immigration": gettext_lazy("Takes people with this immigration status"),
    "takes_age": _takes_age,
    "for_families": gettext_lazy("For families with children"),
    "takes_tenure": gettext_lazy("For people in their kind of home, or without one"),
    "takes_gender": gettext_lazy("For people of this gender"),
    "on_benefits": gettext_lazy("For people who get benefits"),
    "speaks": _speaks,
    "attends": _attends,
    "near": _distance,
    "reachable": _distance,
    "far": _distance,
    "answers_soon": _answers,
    "named": gettext_lazy("Has the name you typed"),
    "text": gettext_lazy("Matches what you typed"),
    "not_confirmed": _not_confirmed,
    "area_not_said": gettext_lazy("Does not say which area it covers"),
    "area_part_not_known": gettext_lazy("Covers a part of the area: enter the postcode to know"),
    "place_not_known": gettext_lazy("Covers a part of the area: enter the postcode to know"),
    "age_not_known": _age_unknown,
    "nrpf_not_known": gettext_lazy(
        "Does not take people with no recourse to public funds: check that they have recourse"
    ),
    "nrpf_not_said": gettext_lazy(
        "Does not say whether it takes people with no recourse to public funds"
    ),
    "for_families_not_known": gettext_lazy("Only for families with children: check if they are"),
    "on_benefits_not_known": gettext_lazy("Only for people who get benefits: check if they do"),
    "gender_not_known": gettext_lazy("Takes people of some genders only: look at its page"),
    "tenure_not_known": gettext_lazy("Depends on whether they rent, own or have no home"),
    "immigration_not_known": gettext_lazy("Depends on their immigration status"),
    "other_ways": gettext_lazy("May not see people the way they need: look at its page"),
    "route_not_known": gettext_lazy("Takes referrals only from organisations that it names"),
    "meets_no_need": gettext_lazy("Does not help with what is needed"),
    "paused": _paused,
    "full": _full,
    "outside_area": _outside,
    "outside_network": _outside_network,
    "wrong_age": _only_age,
    "not_nrpf": gettext_lazy("Does not take people with no recourse to public funds"),
    "not_for_families": gettext_lazy("Takes only families with children"),
    "not_on_benefits": gettext_lazy("Takes only people who get benefits"),
    "wrong_gender": gettext_lazy("Is for people of another gender"),
    "wrong_tenure": gettext_lazy("Is for people in another kind of home, or without one"),
    "wrong_immigration": gettext_lazy("Is for people with another immigration status"),
    "route_closed": gettext_lazy("Takes referrals only from organisations that it names"),
    "not_signed": gettext_lazy(
        "Its organisation has not signed the data sharing agreement,"
        " so it cannot receive personal details"
    ),
}
