"""Cells in words, the same on every page, in sentences and in print."""

from datetime import date
from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ccs.ui import moments
from reporting.figures.report import Column, Hidden, Kind, Row, Sheet, Value

_HOUR: Final = 60


def cell_in_words(value: Value | Hidden, column: Column) -> str:
    """One cell as a page writes it: a code of a short list by what it is called."""
    named = column.words.get(value) if isinstance(value, str) else None
    return in_words(value, column.kind) if named is None else str(named)


def in_words(value: Value | Hidden, kind: Kind) -> str:
    """A value of that kind. Nothing there and kept back are said, never left blank."""
    if isinstance(value, Hidden):
        return _("Too few to show")
    if value is None or value == "":
        return _("Not known") if kind == Kind.TEXT else "–"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return moments.full_date(value)
    if isinstance(value, str):
        return value
    return _number(value, kind)


def said(row: Row, code: str, sheet: Sheet) -> str:
    """The cell of that column in words, for a sentence."""
    column = next(one for one in sheet.columns if one.code == code)
    return cell_in_words(row.get(code), column)


def _number(value: int | Decimal, kind: Kind) -> str:
    if kind == Kind.MINUTES:
        return _minutes(int(value))
    if kind == Kind.SHARE:
        return _("%(share)s%%") % {"share": number_format(value, decimal_pos=1)}
    if kind == Kind.POUNDS:
        return f"£{number_format(value, decimal_pos=2, force_grouping=True)}"
    places = 1 if kind == Kind.RATIO else None
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def _minutes(minutes: int) -> str:
    hours, left = divmod(minutes, _HOUR)
    if not hours:
        return _("%(minutes)d min") % {"minutes": left}
    if not left:
        return _("%(hours)s h") % {"hours": number_format(hours, force_grouping=True)}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": left}
