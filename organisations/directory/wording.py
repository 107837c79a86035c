"""What a service says of itself, in words: the same on every page that shows it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.ui import moments
from ccs.ui.languages import language_name
from organisations.directory.actions.details import WhoFor
from organisations.directory.models import Eligibility, ServiceArea
from organisations.directory.openings import OpeningNow
from organisations.directory.rules import Access, Attending, Gender, Immigration, Tenure
from organisations.places.rules import shown

_SENTENCES: Final[dict[tuple[str, bool], Promise]] = {
    ("takes_nrpf", True): gettext_lazy("Takes people with no recourse to public funds"),
    ("takes_nrpf", False): gettext_lazy("Cannot take people with no recourse to public funds"),
    ("only_with_children", True): gettext_lazy("Only for households with children"),
    ("only_with_children", False): gettext_lazy("For households with or without children"),
    ("on_benefits_only", True): gettext_lazy("Only for people who get benefits"),
    ("on_benefits_only", False): gettext_lazy("For people with or without benefits"),
}
_LISTS: Final[dict[str, tuple[type[Any], Promise]]] = {
    "genders": (Gender, gettext_lazy("Only for: %(list)s")),
    "tenures": (Tenure, gettext_lazy("Only for: %(list)s")),
    "immigration": (Immigration, gettext_lazy("Only for: %(list)s")),
}


def ages_in_words(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    words = {"low": low, "high": high}
    if high is None:
        return _("Aged %(low)s or over") % words
    if not low:
        return _("Aged %(high)s or under") % words
    return _("Aged %(low)s to %(high)s") % words


def eligibility_in_words(who: WhoFor | Eligibility) -> list[str]:
    """A line for each thing it says; none where it says nothing."""
    lines = [ages_in_words(who.minimum_age, who.maximum_age)]
    lines += [
        str(words) for (name, value), words in _SENTENCES.items() if getattr(who, name) is value
    ]
    for name, (kind, words) in _LISTS.items():
        if values := getattr(who, name):
            lines.append(str(words) % {"list": labels_in_words(kind, values)})
    return [line for line in [*lines, *who.notes.splitlines()] if line]


def labels_in_words(kind: type[Any], values: Iterable[str]) -> str:
    """Labels in the order of the list; what it does not have, as it stands."""
    given = list(values)
    known = [str(one.label) for one in kind if one.value in given]
    return ", ".join([*known, *(one for one in given if one not in kind.values)])


def attending_in_words(ways: Iterable[str]) -> str:
    return labels_in_words(Attending, ways)


def access_in_words(codes: Iterable[str]) -> str:
    return labels_in_words(Access, codes)


def languages_in_words(codes: Iterable[str]) -> str:
    return ", ".join(sorted(map(language_name, codes)))


def area_in_words(kind: str, code: str, *, names: Mapping[str, str]) -> str:
    if kind == ServiceArea.Kind.NETWORK:
        return _("The whole network’s area")
    if kind == ServiceArea.Kind.POSTCODE:
        return shown(code)
    return names.get(code, code)


def opening_in_words(opening: OpeningNow, *, now: datetime) -> str:
    """`Open now until 5pm`, `Opens on Monday at 9am`; empty where there is nothing to say."""
    at = opening.changes_at
    if opening.is_open:
        if at is None:
            return _("Open now, day and night")
        if at.date() != localtime(now).date():
            return _("Open now")
        return _("Open now until %(time)s") % {"time": moments.clock(at)}
    if at is None:
        return _("Closed now")
    words = {"day": moments.when(at.date(), now), "time": moments.clock(at)}
    return _("Opens %(day)s at %(time)s") % words


def closure_in_words(starts_on: date, ends_on: date, reason: str, *, now: datetime) -> str:
    words = {
        "first": moments.long_date(starts_on, now),
        "last": moments.long_date(ends_on, now),
        "reason": reason,
    }
    if starts_on == ends_on:
        said = _("Closed on %(first)s") % words
    else:
        said = _("Closed from %(first)s to %(last)s") % words
    return f"{said}: {reason}" if reason else said


def reply_in_words(minutes: int) -> str:
    """A median of working time, as people say it."""
    if minutes < 60:  # noqa: PLR2004
        return _("Usually answers within an hour of working time")
    hours = round(minutes / 60)
    said = ngettext("Usually answers in %(n)d hour", "Usually answers in %(n)d hours", hours)
    return _("%(answers)s of working time") % {"answers": said % {"n": hours}}
