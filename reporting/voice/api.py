"""What people say at the end, for an analyst's own system."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.views import ApiView
from ccs.exports.tables import CONTENT_TYPES, KINDS, download
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.roles.rules import can_read_reports
from reporting.crises.api import PeriodQuery
from reporting.figures.rules import Period
from reporting.voice.presenters import MEANS, as_table, period_key
from reporting.voice.queries import Voice, periods_to_choose, voice_of
from reporting.voice.rules import ALL, MEASURES, Shown


class SaidAnswer(serializers.Serializer[Any]):
    """One figure of a service, or of all (`service` is null).

    `at_least` and `at_most` are a share in percent: the same where it is known, both null where
    it is hidden. `n` is null where it is below 5, or would give such a number away.
    """

    service = serializers.UUIDField(allow_null=True)
    service_name = serializers.CharField(allow_blank=True)
    figure = serializers.ChoiceField(list(MEASURES))
    n = serializers.IntegerField(allow_null=True)
    at_least = serializers.IntegerField(allow_null=True)
    at_most = serializers.IntegerField(allow_null=True)
    suppressed = serializers.BooleanField()


class VoiceAnswer(serializers.Serializer[Any]):
    definitions = serializers.DictField(child=serializers.CharField())
    to = serializers.DateField(allow_null=True)
    rows = SaidAnswer(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's own."""
        return {"from": serializers.DateField(allow_null=True), **super().get_fields()}


class VoiceCall(ApiView):
    """Of a quarter or a programme year whose answers are all there, for an analyst's key.

    Without a period, the newest; with nothing to show yet, no rows.
    """

    for_analysts = True
    files = CONTENT_TYPES
    asks = PeriodQuery
    answers = VoiceAnswer

    def get(self, request: Request, **_where: Any) -> HttpResponse:
        if not can_read_reports(self.actor):
            raise NotAllowed(_("There is nothing here."))
        asked = self.query()
        period = _period(asked, periods_to_choose(self.actor))
        voice = voice_of(self.actor, period) if period else None
        kind = KINDS.get(asked.get("format", ""))
        if voice and kind:
            name = f"voice-{self.actor.network.slug}-{period_key(voice.period)}"
            return download(as_table(voice), kind=kind, name=name)
        return Response(
            {
                "definitions": {name: str(words) for name, words in MEANS.items()},
                "from": period.first if period else None,
                "to": period.last if period else None,
                "rows": _rows(voice) if voice else [],
            }
        )


def _period(asked: dict[str, Any], offered: list[Period]) -> Period | None:
    first, last = asked.get("from"), asked.get("to")
    if first is None and last is None:
        return offered[0] if offered else None
    period = Period(first, last) if first and last else None
    if period not in offered:
        raise Problem(
            _("Ask for a quarter, or a programme year, that ended at least three weeks ago."),
            field="from",
        )
    return period


def _rows(voice: Voice) -> list[dict[str, Any]]:
    return [
        _row(voice.tables[measure].get(key, Shown(n=0)), key, voice.names.get(key, ""), measure)
        for key in (ALL, *voice.names)
        for measure in MEASURES
    ]


def _row(shown: Shown, key: str, name: str, measure: str) -> dict[str, Any]:
    return {
        "service": key or None,
        "service_name": name,
        "figure": measure,
        "n": shown.n,
        "at_least": shown.least,
        "at_most": shown.most,
        "suppressed": shown.n is None or (bool(shown.n) and not shown.exact),
    }
