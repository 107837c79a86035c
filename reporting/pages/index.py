"""The list of everything that can be read, by section, and the headline above it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from reporting.figures.asking import count
from reporting.figures.periods import days_of
from reporting.figures.report import SECTIONS, Asked, figures
from reporting.figures.rules import programme_year, so_far, year_before
from reporting.pages.tables import Table, turned

SUMMARY: Final = "summary"
_PEOPLE: Final = "people"
# Pages with more on them than one table: they stand in the list beside the figures.
_OWN_PAGES: Final[dict[str, tuple[str, Promise, Promise]]] = {
    "repeat_crises": (
        "reporting:crises",
        gettext_lazy("Repeat crises"),
        gettext_lazy("Of the households whose crisis was met, who had a new one."),
    ),
    "voice": (
        "reporting:voice",
        gettext_lazy("What people say at the end"),
        gettext_lazy("What people answered when their referral had ended, by service."),
    ),
}


# What belongs to figures and is none: for whom the rule says so.
_OTHER_PAGES: Final[list[tuple[str, Promise, Callable[[Actor], bool]]]] = []


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the list. `of_people`: small numbers are hidden."""

    title: str
    means: str
    href: str
    of_people: bool


def sections(network: str) -> list[tuple[str, list[Entry]]]:
    """Only those that have something in them."""
    found: dict[str, list[Entry]] = {}
    for section, entry in _entries(network):
        found.setdefault(section, []).append(entry)
    return [(str(words), found[code]) for code, words in SECTIONS.items() if code in found]


def headline(network_id: UUID, *, today: date) -> Table | None:
    """The summary of this programme year so far, and of the last."""
    summary = figures().get(SUMMARY)
    if summary is None:
        return None
    year = programme_year(today)
    periods = (so_far(year, today=today), year_before(year))
    now, last = (count(summary, Asked(network_id, one)) for one in periods)
    table = turned(now, last, names=(_("This year so far"), _("Last year")))
    heads = [
        f"{title}: {days_of(period)}" for title, period in zip(table.titles, periods, strict=False)
    ]
    lines = [(name, cells[: len(periods)]) for name, cells in table.rows]
    return Table(table.first, heads, lines, table.numeric[: len(periods)])


def other_pages(actor: Actor) -> list[tuple[str, str]]:
    """Words and address of each, for who may go there."""
    return [
        (str(words), reverse(name, kwargs={"network": actor.network.slug}))
        for name, words, may in _OTHER_PAGES
        if may(actor)
    ]


def _entries(network: str) -> Iterator[tuple[str, Entry]]:
    own = dict(_OWN_PAGES)
    for code, figure in figures().items():
        name = own.pop(code, ("", "", ""))[0]
        href = (
            reverse(name, kwargs={"network": network})
            if name
            else reverse("reporting:figure", kwargs={"network": network, "code": code})
        )
        means = str(figure.means)
        yield figure.section, Entry(str(figure.title), means, href, figure.of_people)
    for name, title, about in own.values():
        href = reverse(name, kwargs={"network": network})
        yield _PEOPLE, Entry(str(title), str(about), href, of_people=True)
