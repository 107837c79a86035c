"""Repeat crises for an analyst's own system."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict
from ccs.api.views import ApiView
from ccs.exports.tables import CONTENT_TYPES, KINDS, download
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.roles.rules import can_read_reports
from reporting.crises.counting import GROUPS, Figure
from reporting.crises.presenters import DEFINITION, as_table
from reporting.crises.queries import SIX, repeat_crises
from reporting.disclosure.sheets import periods_due
from reporting.figures.rules import Period


class PeriodQuery(Strict):
    """Both or neither; then the newest that can be counted."""

    to = serializers.DateField(required=False, help_text="The last day, which counts too.")
    format = serializers.ChoiceField(["json", *KINDS], required=False)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        first = serializers.DateField(required=False, help_text="The first day, London's.")
        return {"from": first, **super().get_fields()}


class RowAnswer(serializers.Serializer[Any]):
    """One group after so many months. A hidden number is null, and `suppressed` says so."""

    group = serializers.ChoiceField(list(GROUPS))
    months = serializers.ChoiceField([6, 12])
    n = serializers.IntegerField(allow_null=True, help_text="Households whose months are over.")
    again = serializers.IntegerField(allow_null=True, help_text="Of them, with a new crisis.")
    share = serializers.FloatField(allow_null=True, help_text="In percent; null of nobody too.")
    suppressed = serializers.BooleanField()


class MissingAnswer(serializers.Serializer[Any]):
    why = serializers.CharField()
    count = serializers.IntegerField(allow_null=True)
    suppressed = serializers.BooleanField()


class CrisesAnswer(serializers.Serializer[Any]):
    definition = serializers.CharField()
    to = serializers.DateField()
    counted_on = serializers.DateField(help_text="What was put right later is not in it.")
    rows = RowAnswer(many=True)
    missing = MissingAnswer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}


class RepeatCrisesCall(ApiView):
    """Of a programme year or one of its quarters, for an analyst's key."""

    for_analysts = True
    files = CONTENT_TYPES
    asks = PeriodQuery
    answers = CrisesAnswer

    def get(self, request: Request, **_where: Any) -> HttpResponse:
        if not can_read_reports(self.actor):
            raise NotAllowed(_("There is nothing here."))
        asked = self.query()
        offered = periods_due(SIX, timezone.localdate())
        period = _period(asked, offered) or offered[0]
        figure = repeat_crises(self.actor, period)
        kind = KINDS.get(asked.get("format", ""))
        if kind:
            name = f"repeat-crises-{self.actor.network.slug}"
            return download(as_table(figure, period), kind=kind, name=name)
        return Response(
            {
                "definition": str(DEFINITION),
                "from": period.first,
                "to": period.last,
                "counted_on": figure.counted_on,
                **_answer(figure),
            }
        )


def _period(asked: dict[str, Any], offered: list[Period]) -> Period | None:
    first, last = asked.get("from"), asked.get("to")
    if first is None and last is None:
        return None
    period = Period(first, last) if first and last else None
    if period not in offered:
        raise Problem(
            _("Ask for a programme year or a quarter that ended at least seven months ago."),
            field="from",
        )
    return period


def _answer(figure: Figure) -> dict[str, Any]:
    return {
        "rows": [
            {
                "group": row.group,
                "months": row.months,
                "n": row.n,
                "again": row.again,
                "share": None if row.share is None else float(row.share),
                "suppressed": row.suppressed,
            }
            for row in figure.rows
        ],
        "missing": [
            {"why": name.replace("/", "_"), "count": count, "suppressed": count is None}
            for name, count in figure.missing.items()
        ],
    }
