"""The shape of every figure: what it says, over what, from how many, and what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.figures.rules import Period

Words = str | Promise
# None: there is nothing to say (a share of nobody). HIDDEN: too few people, and not to be told.
Value = str | int | Decimal | bool | date | None

# The parts of the list of figures, in this order, by the code that `Figure.section` holds.
SECTIONS: Final[dict[str, Words]] = {
    "overview": _("At a glance"),
    "routes": _("Who refers to whom"),
    "needs": _("What people need"),
    "answers": _("Answers and waits"),
    "members": _("Members and services"),
    "people": _("People helped"),
    "outcomes": _("What came of it"),
    "programme": _("The programme"),
}


class Hidden:
    """The one value of a cell that disclosure control keeps back."""

    def __repr__(self) -> str:
        return "HIDDEN"


HIDDEN: Final = Hidden()


class Kind(StrEnum):
    """How a column is written, in words, in a spreadsheet and in the API."""

    TEXT = "text"
    COUNT = "count"
    # A percentage with one decimal, beside its `n`.
    SHARE = "share"
    # To one decimal: referrals per organisation.
    RATIO = "ratio"
    # Pounds and pence.
    POUNDS = "pounds"
    # Working minutes, shown as hours and minutes.
    MINUTES = "minutes"
    DAY = "day"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Column:
    """`code` is the name in the API and in files. `means` stands beside it where it needs words.

    A `code` that ends with `_code` is for machines: pages leave the column out. Where cells are
    codes of a short list, `words` says what each is called: the API and files give the code too.
    Words that stand `aside` tell no row from another.
    """

    code: str
    title: Words
    kind: Kind = Kind.COUNT
    means: Words = ""
    words: Mapping[str, Words] = field(default_factory=dict)
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """What the numbers do not hold, said beside them. None: not counted; HIDDEN: too few."""

    words: Words
    count: int | Hidden | None = None


Row = Mapping[str, Value | Hidden]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its columns, its rows by column code, of how many, and what is not in it.

    `flat`: it has one row, which the API answers without `rows`. `complete`: a row that is not
    there would say none, of `n`.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    n: int | Hidden | None = None
    missing: Sequence[Missing] = ()
    flat: bool = False
    complete: bool = False


class Chart(StrEnum):
    """What suits the table; NONE where a picture would say less than the numbers."""

    BARS = "bars"
    STACKED = "stacked"
    LINE = "line"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: whose figures, over which time, in which groups, of which part.

    `group` is the code of one of the figure's `groups` (never empty where it has any: the first
    is the usual one), `filters` holds those that were asked for, by their code.
    """

    network_id: UUID
    period: Period
    group: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to group or one thing to filter by: a code and its words.

    `options` are a filter's values with their words, asked in the context of that network, as is
    `meant`: the value that somebody means who says it otherwise, or what they said.
    """

    code: str
    title: Words
    options: Callable[[UUID], Sequence[tuple[str, Words]]] | None = None
    meant: Callable[[UUID, str], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A named, documented figure. Everything that shows one reads it from here.

    `counted` runs in the system's context of one network, and never sees a letter. `of_people`
    says that the table is about people: only quarters and programme years, small numbers hidden;
    `offered` are those that may be asked for on a day, the usual one first (without it, all that
    are over). Of all others `usual` says the period where none was asked for (without it, this
    programme year so far). `single` is a figure of one row: the API answers it without `rows`.
    `reading` says the table in one sentence.
    """

    code: str
    title: Words
    section: str
    means: Words
    numerator: Words
    denominator: Words = ""
    counted: Callable[[Asked], Sheet]
    reading: Callable[[Sheet], str]
    of_people: bool = False
    offered: Callable[[UUID, date], Sequence[Period]] | None = None
    usual: Callable[[date], Period] | None = None
    single: bool = False
    groups: Sequence[Choice] = ()
    filters: Sequence[Choice] = ()
    chart: Chart = Chart.BARS
    # The columns that the chart draws: what stands at a bar, and how long it is.
    chart_of: tuple[str, str] = ("", "")


_figures: dict[str, Figure] = {}


def register(figure: Figure) -> Figure:
    """Make a figure known under its code, to pages, files, packs and the API."""
    if figure.code in _figures:
        raise ValueError(f"There are two figures called {figure.code!r}.")
    _figures[figure.code] = figure
    return figure


def figures() -> Mapping[str, Figure]:
    """Every figure by its code, in the order in which they were registered."""
    return _figures
