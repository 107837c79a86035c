"""Figures of a year in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.engagement.workstreams.rules import year_in_words
from organisations.engagement.yearly.models import YearFigure
from organisations.engagement.yearly.rules import ENTRIES, ENTRIES_BY_CODE, FIRST_YEAR, Unit
from reporting.figures.report import Kind
from reporting.figures.words import in_words


def year_page(network: str, year: int, **kwargs: object) -> str:
    return reverse("reporting:year_figures", kwargs={"network": network}) + f"?year={year}"


def rows_of(
    entered: Mapping[tuple[int, str], YearFigure], *, year: int, network: str
) -> list[dict[str, Any]]:
    return [
        {
            "title": str(entry.title),
            "about": str(entry.about),
            "value": amount_in_words(row.value, entry.code) if row else "",
            "source": row.source if row else "",
            "note": row.note if row else "",
            "by": by_whom(row) if row else "",
            "href": reverse(
                "reporting:year_figure",
                kwargs={"network": network, "year": year, "code": entry.code},
            ),
        }
        for entry in ENTRIES
        for row in [entered.get((year, entry.code))]
    ]


def years_to_choose(this_year: int, *, network: str, shown: int) -> list[dict[str, Any]]:
    return [
        {"text": year_in_words(year), "href": year_page(network, year), "here": year == shown}
        for year in range(this_year, FIRST_YEAR - 1, -1)
    ]


def versions_shown(rows: list[YearFigure]) -> list[dict[str, str]]:
    return [
        {
            "value": amount_in_words(row.value, row.code),
            "source": row.source,
            "note": row.note,
            "by": by_whom(row),
        }
        for row in rows
    ]


def by_whom(row: YearFigure) -> str:
    day = moments.full_date(timezone.localdate(row.entered_at))
    return _("%(name)s, %(day)s") % {"name": row.entered_by, "day": day}


def amount_in_words(value: Decimal | None, code: str) -> str:
    """In pounds, in hours, or as the number it is."""
    if value is None:
        return _("Taken away")
    unit = ENTRIES_BY_CODE[code].unit
    if unit == Unit.POUNDS:
        return in_words(value, Kind.POUNDS)
    number = number_format(int(value), force_grouping=True)
    return _("%(hours)s hours a week") % {"hours": number} if unit == Unit.HOURS else number
