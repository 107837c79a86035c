"""Finding services, for another system."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict, TextField
from ccs.api.paging import page
from ccs.api.schema import page_of
from ccs.api.views import ApiView
from ccs.paging.keyset import SIZE
from organisations.capacity.api import CapacityAnswer, capacity_answer
from organisations.directory.api_queries import service_rows
from organisations.directory.models import Service
from organisations.directory.queries import find_services
from organisations.needs.rules import NEEDS, need_labels

_POSTCODE: Final = r"^\s*[A-Za-z]{1,2}\d[A-Za-z\d]?\s*(\d[A-Za-z]{2})?\s*$"


class ServicesQuery(Strict):
    need = serializers.ListField(
        child=serializers.ChoiceField(list(NEEDS)),
        required=False,
        help_text="Any of them; services that meet most come first.",
    )
    q = TextField(200, help_text="Words in the name, the description, the team or organisation.")
    open = serializers.BooleanField(required=False, help_text="true: not the paused ones.")
    postcode = serializers.RegexField(
        _POSTCODE,
        required=False,
        error_messages={"invalid": gettext_lazy("This is not a UK postcode.")},
        help_text="Checked, and not used yet: the answer then names it in `ignored`.",
    )
    after = serializers.IntegerField(required=False, min_value=0, max_value=10_000)


class ServiceAnswer(serializers.Serializer[Any]):
    """`organisation` and `team` are names: each is the only one of its kind in the network."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    organisation = serializers.CharField(allow_blank=True)
    team = serializers.CharField()
    needs = serializers.ListField(child=serializers.ChoiceField(list(NEEDS)))
    capacity = CapacityAnswer()


class FoundServiceAnswer(ServiceAnswer):
    description = serializers.CharField(allow_blank=True)
    reasons = serializers.ListField(
        child=serializers.CharField(), help_text="Why it was found, in words."
    )
    information_needed = serializers.ListField(child=serializers.CharField())


def service_answer(row: Mapping[str, Any]) -> dict[str, Any]:
    """For a row of `service_rows`."""
    return {
        "id": row["id"],
        "name": row["name"],
        "organisation": row["organisation_name"] or "",
        "team": row["team_name"],
        "needs": row["needs"],
        "capacity": capacity_answer(row),
    }


class ServicesCall(ApiView):
    asks = ServicesQuery
    answers = page_of(
        FoundServiceAnswer,
        ignored=serializers.ListField(child=serializers.CharField(), required=False),
    )

    def get(self, request: Request, **_where: Any) -> Response:
        """Services that take referrals: most needs met first, open before paused."""
        query = self.query()
        needs, start = query.get("need", []), query.get("after", 0)
        found = find_services(
            self.actor, needs=needs, text=query.get("q", ""), only_open=query.get("open", False)
        )
        end = start + SIZE
        results = self._described(found[start:end], needs)
        answer = page(results, after=end if found[end:] else None, request=request)
        if "postcode" in query:
            # To leave it out in silence would look like an answer for that place.
            answer["ignored"] = ["postcode"]
        return Response(answer)

    def _described(self, found: Sequence[Service], asked: Collection[str]) -> list[dict[str, Any]]:
        rows = service_rows([service.pk for service in found], actor=self.actor)
        answers = {row["id"]: service_answer(row) for row in rows}
        return [
            {
                **answers[service.pk],
                "description": service.description,
                "reasons": _reasons(answers[service.pk]["needs"], asked),
                "information_needed": service.information_needed,
            }
            for service in found
        ]


def _reasons(needs: Sequence[str], asked: Collection[str]) -> list[str]:
    met = need_labels([code for code in needs if code in asked])
    return [_("Helps with: %(needs)s.") % {"needs": ", ".join(met)}] if met else []
