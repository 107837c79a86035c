"""What was kept of a change (codes and values), in the words of whoever reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Final

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import moments
from organisations.directory import wording
from organisations.directory.keeping.times import typed_time
from organisations.directory.models import ServiceChange
from organisations.directory.rules import Audience, Gender, Immigration, Route, Tenure, item_labels
from organisations.needs.rules import need_labels

_FIELDS: Final[dict[str, Promise]] = {
    "name": gettext_lazy("Name"),
    "needs": gettext_lazy("What it helps with"),
    "description": gettext_lazy("What it does"),
    "audience": gettext_lazy("Who may see it"),
    "route": gettext_lazy("Who may refer"),
    "routes": gettext_lazy("Organisations that may refer"),
    "scheme": gettext_lazy("Crisis scheme"),
    "url": gettext_lazy("Web page"),
    "fees": gettext_lazy("Cost"),
    "how_to_apply": gettext_lazy("How people get help"),
    "alert": gettext_lazy("Notice"),
    "self_referral": gettext_lazy("People can ask for themselves"),
    "languages": gettext_lazy("Languages"),
    "attending": gettext_lazy("How people are seen"),
    "accessibility": gettext_lazy("Access"),
    "response_time": gettext_lazy("How soon it answers"),
    "referrer_contact": gettext_lazy("Whom a referrer can ask"),
    "information_needed": gettext_lazy("What it needs to know"),
    "eligibility.minimum_age": gettext_lazy("Youngest age"),
    "eligibility.maximum_age": gettext_lazy("Oldest age"),
    "eligibility.takes_nrpf": gettext_lazy("No recourse to public funds"),
    "eligibility.only_with_children": gettext_lazy("Only with children"),
    "eligibility.on_benefits_only": gettext_lazy("Only on benefits"),
    "eligibility.genders": gettext_lazy("Only for (gender)"),
    "eligibility.tenures": gettext_lazy("Only for (home)"),
    "eligibility.immigration": gettext_lazy("Only for (immigration status)"),
    "eligibility.notes": gettext_lazy("Who it is for"),
    "areas": gettext_lazy("Areas"),
    "locations": gettext_lazy("Places"),
    "schedules": gettext_lazy("Opening times"),
    "closures": gettext_lazy("Closed days"),
    "contacts": gettext_lazy("Contacts"),
    "documents": gettext_lazy("Forms and leaflets"),
    # As an import calls them.
    "hours": gettext_lazy("Opening times"),
    "places": gettext_lazy("Places"),
}
_KINDS: Final[dict[str, type[Any]]] = {
    "audience": Audience,
    "route": Route,
    "eligibility.genders": Gender,
    "eligibility.tenures": Tenure,
    "eligibility.immigration": Immigration,
}


@dataclass(frozen=True, slots=True)
class Named:
    """Names by ids and codes, of what a history speaks of and this reader may see."""

    organisations: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)


def field_in_words(name: str) -> str:
    return str(_FIELDS.get(name, name))


def value_in_words(name: str, value: Any, named: Named) -> str:
    """Empty for nothing."""
    if value in (None, "", []):
        return ""
    if name in _KINDS:
        return wording.labels_in_words(_KINDS[name], value if isinstance(value, list) else [value])
    if name in _LISTS:
        return str(_LISTS[name](value, named))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value)


def spoken_of(changes: Iterable[ServiceChange], name: str) -> set[Any]:
    """The values of one field's lists, before and after, over a whole history."""
    rows = [one for change in changes for one in change.what if isinstance(one, dict)]
    return {
        tuple(value) if isinstance(value, list) else value
        for row in rows
        if row["field"] == name
        for key in ("before", "after")
        for value in row.get(key) or []
    }


def _areas(value: list[list[str]], named: Named) -> str:
    return ", ".join(wording.area_in_words(kind, code, names=named.areas) for kind, code in value)


def _places(value: list[str], named: Named) -> str:
    return ", ".join(named.places.get(one, _("A place")) for one in value)


def _routes(value: list[list[Any]], named: Named) -> str:
    words = []
    for organisation, places, *_days in value:
        name = named.organisations.get(organisation, _("An organisation"))
        words.append(f"{name} ({places})" if places else name)
    return ", ".join(words)


def _hours(value: list[list[Any]], named: Named) -> str:
    return "; ".join(
        _("%(day)s %(opens)s to %(closes)s")
        % {
            "day": WEEKDAYS[day - 1],
            "opens": typed_time(time.fromisoformat(opens)),
            "closes": typed_time(time.fromisoformat(closes)),
        }
        for day, opens, closes, *_rest in value
    )


def _closures(value: list[list[str]], named: Named) -> str:
    days = [[moments.full_date(date.fromisoformat(day)) for day in row[:2]] for row in value]
    return "; ".join(
        first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
        for first, last in days
    )


_LISTS: Final[dict[str, Any]] = {
    "needs": lambda value, named: ", ".join(need_labels(value)),
    "languages": lambda value, named: wording.languages_in_words(value),
    "attending": lambda value, named: wording.attending_in_words(value),
    "accessibility": lambda value, named: wording.access_in_words(value),
    "information_needed": lambda value, named: ", ".join(item_labels(value).values()),
    "documents": lambda value, named: ", ".join(name for name, _url in value),
    "areas": _areas,
    "locations": _places,
    "routes": _routes,
    "schedules": _hours,
    "closures": _closures,
}
