"""Funded work in words, and as a table to take away."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.exports.tables import Table
from organisations.engagement.workstreams.models import Workstream
from organisations.engagement.workstreams.queries import Sum, Year, sum_of
from organisations.engagement.workstreams.rules import Focus, year_in_words


def pounds(amount: int) -> str:
    return f"£{amount:,}"


def years_shown(years: list[Year]) -> list[dict[str, Any]]:
    return [
        {"name": year_in_words(one.year), "whole": sum_in_words(one.whole), "rows": _rows(one.rows)}
        for one in years
    ]


def totals_shown(years: list[Year]) -> list[tuple[str, list[str]]]:
    """A line for each year, and one for all of them."""
    shown = [(year_in_words(one.year), _cells(one.whole)) for one in years]
    if len(years) > 1:
        whole = sum_of(row for one in years for row in one.rows)
        shown.append((_("All together"), _cells(whole)))
    return shown


def sum_in_words(whole: Sum) -> str:
    number = ngettext("%(n)d piece of work", "%(n)d pieces of work", whole.number)
    said = {"n": number % {"n": whole.number}, "amount": pounds(whole.amount)}
    return _("%(n)s, %(amount)s") % said


def table_of(years: list[Year]) -> Table:
    """As numbers, for a spreadsheet."""
    heads = [
        _("Programme year"),
        _("Work"),
        _("For what"),
        _("Who was funded"),
        _("Amount in pounds"),
        _("Added by others, in pounds"),
        _("People reached"),
        _("Notes"),
    ]
    rows = [
        [
            year_in_words(row.year),
            row.name,
            row.get_focus_display(),
            row.organisation_name,
            row.amount,
            row.leverage,
            row.reached,
            row.notes,
        ]
        for one in years
        for row in one.rows
    ]
    return Table(title=_("Funded work"), heads=heads, rows=rows)


def _rows(rows: list[Workstream]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "name": row.name,
            "notes": row.notes,
            "facts": [
                pounds(row.amount),
                str(Focus(row.focus).label),
                row.organisation_name,
                _("%(amount)s added by others") % {"amount": pounds(row.leverage)}
                if row.leverage
                else "",
                reached_in_words(row),
            ],
        }
        for row in rows
    ]


def reached_in_words(row: Workstream) -> str:
    if row.reached is None:
        return _("Nobody has counted how many it reached")
    said = ngettext("Reached %(n)d person", "Reached %(n)d people", row.reached)
    return said % {"n": row.reached}


def _cells(whole: Sum) -> list[str]:
    """How many of them were counted is said where it was not all."""
    reached = f"{whole.reached:,}"
    if not whole.counted:
        reached = _("Not counted yet")
    elif whole.counted < whole.number:
        reached = _("%(reached)s (of %(n)d counted)") % {"reached": reached, "n": whole.counted}
    return [str(whole.number), pounds(whole.amount), pounds(whole.leverage), reached]
