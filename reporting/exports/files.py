"""A figure to take away: CSV, a spreadsheet with its definitions, or a PDF."""

from typing import Final

from django.http import HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ccs.exports.marks import mark_of
from ccs.exports.tables import CSV, XLSX, as_csv, as_xlsx, to_save
from reporting.exports.paper import Paper, Part, set_on_paper
from reporting.exports.shown import shown
from reporting.exports.tables import Told, about, data_of, definitions_of
from reporting.figures.periods import days_of

PDF: Final = "application/pdf"
EXTENSIONS: Final = ("csv", "xlsx", "pdf")

__all__ = ["EXTENSIONS", "Told", "file_of"]


def file_of(told: Told, extension: str) -> HttpResponse:
    """The answer to save. CSV for machines: heads as in the API, and no definitions."""
    if extension == CSV.extension:
        body, content_type = as_csv(data_of(told, by_code=True)), CSV.content_type
    elif extension == XLSX.extension:
        body, content_type = as_xlsx([data_of(told), definitions_of(told)]), XLSX.content_type
    else:
        body, content_type = set_on_paper(_paper(told), at=localtime(told.made_at)), PDF
    return to_save(HttpResponse(body, content_type=content_type), f"{_name(told)}.{extension}")


def _name(told: Told) -> str:
    period = told.asked.period
    return f"{told.network.slug}-{told.figure.code}-{period.first}-to-{period.last}".replace(
        "_", "-"
    )


def _paper(told: Told) -> Paper:
    figure = shown(told.figure, told.asked, told.sheet)
    parts = [Part(title=_("The figure"), figures=[figure])]
    if told.before and told.then:
        title = _("Compared with: %(period)s") % {"period": days_of(told.before.period)}
        parts.append(Part(title, figures=[shown(told.figure, told.before, told.then)]))
    return Paper(
        title=figure.title,
        network=told.network.name,
        lines=[told.network.name, figure.period],
        language=(get_language() or "en")[:2],
        parts=[*parts, Part(_("About it"), rows=about(told))],
        mark=mark_of(told.network),
    )
