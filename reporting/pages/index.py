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
from organisations.roles.rules import can_coordinate, can_read_reports
from reporting.figures.asking import count
from reporting.figures.periods import days_of
from reporting.figures.report import SECTIONS, Asked, Words, figures
from reporting.figures.rules import programme_year, so_far, year_before
from reporting.pages.tables import Table, turned

SUMMARY: Final = "summary"
# Figures that share a page with others, or tell more on one of their own.
_OWN_PAGES: Final = {"repeat_crises": "reporting:crises", "voice": "reporting:voice"}
# What belongs to reports and is no figure: for whom the rule says so.
_OTHER_PAGES: Final[list[tuple[str, Promise, Callable[[Actor], bool]]]] = [
    ("reporting:packs", gettext_lazy("Reports to send"), can_read_reports),
    ("reporting:exports", gettext_lazy("Long lists"), can_read_reports),
    ("reporting:year_figures", gettext_lazy("Figures entered once a year"), can_read_reports),
    ("reporting:history", gettext_lazy("Past referrals from another system"), can_coordinate),
]


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
    for code, figure in figures().items():
        own = _OWN_PAGES.get(code)
        href = (
            reverse(own, kwargs={"network": network})
            if own
            else reverse("reporting:figure", kwargs={"network": network, "code": code})
        )
        yield (
            figure.section,
            Entry(str(figure.title), _in_short(figure.means), href, figure.of_people),
        )


def _in_short(means: Words) -> str:
    """Its first sentence: the rest stands on the page."""
    first, _stop, rest = str(means).partition(". ")
    return f"{first}." if rest else first
