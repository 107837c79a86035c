"""Every figure for a system of the network's own: one call, by the figure's name."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict
from ccs.api.views import ApiView, checked
from ccs.exports.tables import CONTENT_TYPES, KINDS
from ccs.tenancy.problems import NotAllowed
from organisations.roles.rules import can_read_reports
from reporting.exports.files import Told, file_of
from reporting.figures.asking import asked_of_query, count
from reporting.figures.report import HIDDEN, Asked, Figure, Hidden, Sheet, Value, figures

_DAY: Final = "London's day, as 2026-10-01. Both days or neither."


class FigureQuery(Strict):
    """A filter that is not the figure's own is refused by name."""

    to = serializers.CharField(
        required=False, allow_blank=True, help_text=f"The last day, which counts too. {_DAY}"
    )
    format = serializers.ChoiceField(["json", *KINDS], required=False)
    group = serializers.CharField(
        required=False, allow_blank=True, help_text="How the rows are made: see the figure."
    )

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own; the filters are those of the figures."""
        first = serializers.CharField(
            required=False, allow_blank=True, help_text=f"The first day. {_DAY}"
        )
        return {"from": first, **super().get_fields(), **_filters()}


def _filters(figure: Figure | None = None) -> dict[str, serializers.CharField]:
    every = [figure] if figure else figures().values()
    return {
        choice.code: serializers.CharField(required=False, help_text=str(choice.title))
        for one in every
        for choice in one.filters
    }


def _query_of(figure: Figure) -> type[Strict]:
    class OneFigureQuery(FigureQuery):
        def get_fields(self) -> dict[str, Any]:
            own = _filters(figure)
            return {
                name: field
                for name, field in super().get_fields().items()
                if name in own or name not in _filters()
            }

    return OneFigureQuery


class MissingAnswer(serializers.Serializer[Any]):
    """What the numbers do not hold, and how many where that is counted."""

    why = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    suppressed = serializers.BooleanField()


class FigureAnswer(serializers.Serializer[Any]):
    """A figure of one row has its fields beside these, and no `rows`.

    A number that is hidden is null, and its row says `suppressed`.
    """

    figure = serializers.CharField()
    title = serializers.CharField()
    definition = serializers.CharField()
    numerator = serializers.CharField()
    denominator = serializers.CharField(allow_blank=True)
    to = serializers.DateField()
    group = serializers.CharField(allow_blank=True)
    n = serializers.IntegerField(allow_null=True)
    suppressed = serializers.BooleanField(help_text="Whether `n` is hidden.")
    missing = MissingAnswer(many=True)
    rows = serializers.ListField(child=serializers.DictField(), required=False)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        return {"from": serializers.DateField(), **super().get_fields()}


class FigureCall(ApiView):
    """One figure over a period, grouped and filtered as asked, for an analyst's key.

    Without a period, this programme year so far; of a figure about people, the newest that is
    ready.
    """

    for_analysts = True
    asks = FigureQuery
    answers = FigureAnswer
    files = CONTENT_TYPES

    def get(self, request: Request, *, name: str, **_where: Any) -> HttpResponse:
        figure = figures().get(name)
        if figure is None or not can_read_reports(self.actor):
            raise NotAllowed(_("There is nothing here."))
        query = checked(_query_of(figure), request.query_params)
        asked = asked_of_query(figure, self.actor.network.id, query, today=timezone.localdate())
        sheet = count(figure, asked)
        kind = query.get("format", "json")
        if kind in KINDS:
            told = Told(
                figure=figure,
                asked=asked,
                sheet=sheet,
                network=self.actor.network,
                link=request.build_absolute_uri(),
                made_at=timezone.now(),
            )
            return file_of(told, kind)
        return Response(answer(figure, asked, sheet))


def answer(figure: Figure, asked: Asked, sheet: Sheet) -> dict[str, Any]:
    """The figure as the API tells it."""
    told: dict[str, Any] = {
        "figure": figure.code,
        "title": str(figure.title),
        "definition": str(figure.means),
        "numerator": str(figure.numerator),
        "denominator": str(figure.denominator),
        "from": asked.period.first,
        "to": asked.period.last,
        "group": asked.group,
        "n": _cell(sheet.n),
        "suppressed": sheet.n is HIDDEN,
        "missing": [
            {
                "why": str(one.words),
                "count": _cell(one.count),
                "suppressed": one.count is HIDDEN,
            }
            for one in sheet.missing
        ],
    }
    rows = [_row(sheet, row) for row in sheet.rows]
    if (figure.single or sheet.flat) and rows:
        return {**told, **rows[0]}
    return {**told, "rows": rows}


def _row(sheet: Sheet, row: Mapping[str, Value | Hidden]) -> dict[str, Any]:
    cells = {column.code: row.get(column.code) for column in sheet.columns}
    told = {name: _cell(cell) for name, cell in cells.items()}
    return {**told, "suppressed": any(cell is HIDDEN for cell in cells.values())}


def _cell(cell: Value | Hidden) -> str | int | float | bool | date | None:
    if isinstance(cell, Hidden):
        return None
    return float(cell) if isinstance(cell, Decimal) else cell
