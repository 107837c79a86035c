"""What a page of the programme is made of: tables of all live networks, each with what it means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from reporting.figures.report import Chart, Column, Kind, Sheet, Words
from reporting.figures.sheets import largest
from reporting.figures.words import cell_in_words

NETWORK: Final = Column("network", _("Network"), Kind.TEXT)
ALL: Final = _("All networks")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Listed:
    """One table. `facts` stand above it, `means` says what its columns are where they do not.

    It is drawn where `chart_of` says so: what stands at a bar, and how long it is. `reading` says
    the chart in one sentence.
    """

    code: str
    title: Words
    sheet: Sheet
    means: Words
    facts: Sequence[tuple[Words, Words]] = ()
    chart_of: tuple[str, str] = ("", "")
    reading: Callable[[Sheet], str] = lambda _sheet: ""

    @property
    def chart(self) -> Chart:
        return Chart.BARS if self.chart_of[0] else Chart.NONE

    @property
    def sheet_drawn(self) -> Sheet:
        """Without the sum of all: the others would be small beside it."""
        rows = [row for row in self.sheet.rows if row.get(NETWORK.code) != str(ALL)]
        return replace(self.sheet, rows=rows)


@dataclass(frozen=True, slots=True)
class Page:
    """Several tables about one thing. `choices` are what can be chosen: (value, words)."""

    title: Words
    about: Words
    tables: Sequence[Listed]
    choices: Sequence[tuple[str, Words]] = ()
    chosen: str = ""
    choose: Words = ""
    files: Mapping[str, Any] = field(default_factory=dict)


def of_each(networks: Sequence[Network], ask: Callable[[UUID], Told]) -> list[tuple[Network, Told]]:
    """One network after the other, each as its own system: envelopes, and never two at once."""
    found = []
    for network in networks:
        with enter(system(network.pk)):
            found.append((network, ask(network.pk)))
    return found


def most(words: Words, label: str, value: str) -> Callable[[Sheet], str]:
    """Says the longest bar by `words`, which name its %(name)s and %(value)s; empty without one."""

    def reading(sheet: Sheet) -> str:
        row = largest(sheet, value)
        if row is None:
            return ""
        columns = {one.code: one for one in sheet.columns}
        parts = {"name": label, "value": value}
        return str(words) % {
            part: cell_in_words(row.get(code), columns[code]) for part, code in parts.items()
        }

    return reading
