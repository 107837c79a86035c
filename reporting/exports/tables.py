"""A figure as the tables of a file: the data, and beside it what the data is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.exports.marks import mark_of
from ccs.exports.tables import Cell, Style, Table
from ccs.tenancy.actor import NetworkRef
from ccs.ui import moments
from reporting.exports.shown import Rows, definition_of, missing_of, notes_of, quoted
from reporting.figures.periods import days_of
from reporting.figures.report import Asked, Choice, Column, Figure, Hidden, Kind, Row, Sheet
from reporting.figures.words import in_words
from reporting.pages.beside import with_before

_STYLES: Final[Mapping[Kind, Style]] = {
    Kind.COUNT: Style.COUNT,
    Kind.SHARE: Style.PERCENT,
    Kind.RATIO: Style.RATIO,
    Kind.POUNDS: Style.POUNDS,
    Kind.MINUTES: Style.COUNT,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as it was asked for and answered. `link` is the page that shows it again.

    `before` and `then`: the same of another period, where it is compared with one.
    """

    figure: Figure
    asked: Asked
    sheet: Sheet
    network: NetworkRef
    link: str
    made_at: datetime
    before: Asked | None = None
    then: Sheet | None = None

    @property
    def table(self) -> Sheet:
        """Both periods in one, where there are two."""
        if self.then is None:
            return self.sheet
        single = self.figure.single or self.sheet.flat
        return with_before(self.sheet, self.then, single=single)


def data_of(told: Told, *, by_code: bool = False) -> Table:
    """Every column, those for machines too. `by_code`: heads and codes as in the API."""
    table = told.table
    columns = table.columns
    return Table(
        title=_("Data"),
        heads=[one.code if by_code else _head(one) for one in columns],
        rows=[[_cell(row, one, coded=by_code) for one in columns] for row in table.rows],
        styles=[_STYLES.get(one.kind, Style.PLAIN) for one in columns],
        mark=mark_of(told.network),
    )


def definitions_of(told: Told) -> Table:
    columns = [(str(one.title), _means(one)) for one in told.table.columns]
    return Table(
        title=_("Definitions"),
        heads=[_("What"), _("Says")],
        rows=[list(row) for row in [*about(told), *columns]],
        mark=mark_of(told.network),
    )


def about(told: Told) -> Rows:
    """Everything that somebody who quotes the figure has to know."""
    figure, asked, sheet = told.figure, told.asked, told.sheet
    period = days_of(asked.period)
    made = _("%(day)s, %(time)s") % {
        "day": moments.full_date(localtime(told.made_at).date()),
        "time": f"{localtime(told.made_at):%H:%M}",
    }
    missing = missing_of(sheet)
    return [
        (_("Figure"), str(figure.title)),
        *definition_of(figure),
        (_("Network"), told.network.name),
        (_("Period, both days counted"), period),
        *([(_("Compared with"), days_of(told.before.period))] if told.before else []),
        *_choices(figure, asked),
        (_("Counted on"), made),
        *[(_("Good to know"), note) for note in notes_of(figure, sheet) if note not in missing],
        *[(_("What is missing"), note) for note in missing],
        (_("How to quote it"), quoted(told.network.name, str(figure.title), period, told.made_at)),
        (
            _("Licence"),
            _("None is given with this file: ask the network before you publish it elsewhere."),
        ),
        (_("See it again"), told.link),
    ]


def _choices(figure: Figure, asked: Asked) -> Rows:
    rows = [(_("Grouped by"), _named(figure.groups, asked.group))] if asked.group else []
    return rows + [
        (_("Only"), f"{_named(figure.filters, code)}: {_option(figure, code, asked)}")
        for code in asked.filters
    ]


def _named(choices: object, code: str) -> str:
    known = choices if isinstance(choices, tuple | list) else ()
    return next((str(one.title) for one in known if one.code == code), code)


def _option(figure: Figure, code: str, asked: Asked) -> str:
    choice: Choice = next(one for one in figure.filters if one.code == code)
    options = dict(choice.options(asked.network_id)) if choice.options else {}
    return str(options.get(asked.filters[code], asked.filters[code]))


def _head(column: Column) -> str:
    if column.kind == Kind.MINUTES:
        return _("%(title)s (working minutes)") % {"title": column.title}
    return str(column.title)


def _means(column: Column) -> str:
    called = _("In a CSV file and in the API it is called %(code)s.") % {"code": column.code}
    return f"{column.means} {called}" if column.means else called


def _cell(row: Row, column: Column, *, coded: bool) -> Cell:
    """Numbers stay numbers; for people a code is told by its words; what is kept back says so."""
    value = row.get(column.code)
    if isinstance(value, Hidden | bool):
        return in_words(value, column.kind)
    if isinstance(value, str):
        return value if coded else str(column.words.get(value, value))
    if isinstance(value, Decimal) and column.kind == Kind.COUNT:
        return int(value)
    return value
