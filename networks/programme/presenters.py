"""All live networks side by side, as the programme reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ccs.exports.tables import Cell, Table
from ccs.ui import moments
from networks.programme.rules import BY_NAME, COLUMNS, Column, Row, usual_direction


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: a link that sorts by it. `sorted` is what `aria-sort` says."""

    title: str
    href: str
    sorted: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class RowShown:
    name: str
    cells: list[tuple[str, str, bool]]


def heads_of(key: str, *, downwards: bool) -> list[Head]:
    """Selecting the column that is sorted already turns it round."""
    name = Column(BY_NAME, _("Network"), _("Network"), is_number=False)  # type: ignore[arg-type]
    return [_head(column, key, downwards=downwards) for column in (name, *COLUMNS)]


def rows_shown(rows: Sequence[Row]) -> list[RowShown]:
    return [
        RowShown(
            name=row.name,
            cells=[
                (str(column.title), _in_words(row, column), column.is_number) for column in COLUMNS
            ],
        )
        for row in rows
    ]


def definitions() -> list[tuple[str, str]]:
    return [(str(column.title), str(column.means)) for column in COLUMNS]


def as_table(rows: Sequence[Row]) -> Table:
    """The file: the address as well, so that a row can be joined with others."""
    return Table(
        title=_("Networks"),
        heads=[_("Network"), _("Short address"), *(str(column.title) for column in COLUMNS)],
        rows=[[row.name, row.slug, *(_cell(row, column) for column in COLUMNS)] for row in rows],
    )


def made_in_words(typed: Mapping[str, Any]) -> list[str]:
    """What the button makes, said before it."""
    said = [
        _("The network %(name)s at /%(slug)s/, with its coordination desk.")
        % {"name": typed["name"], "slug": typed["slug"]},
        _("Its practice twin at /%(slug)s-practice/, where everything is made up.")
        % {"slug": typed["slug"]},
        _("The agreement and the charter of its country, as templates to adapt."),
    ]
    if typed["coordinator"]:
        said.append(
            _("The coordinator, %(email)s, gets an invitation by email.")
            % {"email": typed["coordinator"]}
        )
    else:
        said.append(_("Nobody is invited: without a coordinator nobody can open it."))
    return [*said, _("You see its figures here. You cannot open it, and see nobody’s details.")]


def _head(column: Column, key: str, *, downwards: bool) -> Head:
    here = column.key == key
    then = not downwards if here else usual_direction(column.key)
    asked = urlencode({"sort": column.key, "order": "down" if then else "up"})
    direction = "descending" if downwards else "ascending"
    return Head(
        title=str(column.title),
        href=f"{reverse('networks:programme')}?{asked}",
        sorted=direction if here else "none",
        is_number=column.is_number,
    )


def _in_words(row: Row, column: Column) -> str:
    value: Any = getattr(row.standing, column.key)
    if isinstance(value, date):
        return moments.full_date(value)
    return str(value) if value or value == 0 else str(column.nothing or _("Nothing yet"))


def _cell(row: Row, column: Column) -> Cell:
    value: Cell = getattr(row.standing, column.key)
    return value
