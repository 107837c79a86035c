"""Finding services, for another system."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
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
from organisations.directory.finding import own_organisation, ranked
from organisations.matching.presenters import MatchRow, match_rows
from organisations.matching.rules import Asked
from organisations.needs.rules import NEEDS
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place

# Whole or its beginning, with spaces anywhere.
_POSTCODE: Final = r"^\s*([A-Za-z]\s*){1,2}\d\s*([A-Za-z]\s*)?(\d\s*){0,2}([A-Za-z]\s*){0,2}$"


class ServicesQuery(Strict):
    need = serializers.ListField(
        child=serializers.ChoiceField(list(NEEDS)),
        required=False,
        help_text="Any of them; services that meet most come first.",
    )
    q = TextField(
        200,
        help_text="Each word in a name (a letter may be wrong), in the description, or for a need.",
    )
    open = serializers.BooleanField(required=False, help_text="true: not the paused ones.")
    postcode = serializers.RegexField(
        _POSTCODE,
        required=False,
        error_messages={"invalid": gettext_lazy("This is not a UK postcode.")},
        help_text="Where the person lives: who covers it comes before who does not.",
    )
    after = serializers.IntegerField(required=False, min_value=0, max_value=10_000)


class PlaceAnswer(serializers.Serializer[Any]):
    """Whether the postcode was found. One that was not changes nothing: `message` says why."""

    postcode = serializers.CharField()
    found = serializers.BooleanField()
    message = serializers.CharField(allow_blank=True)


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
        child=serializers.CharField(), help_text="What speaks for it, in words."
    )
    unknowns = serializers.ListField(
        child=serializers.CharField(), help_text="What is not known and would decide, in words."
    )
    ruled_out = serializers.ListField(
        child=serializers.CharField(), help_text="What stands against it; such services come last."
    )
    information_needed = serializers.ListField(child=serializers.CharField())
    agreement_signed = serializers.BooleanField(
        help_text="Its organisation has signed the data sharing agreement in force: without that"
        " nothing can be sent to it."
    )


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
    answers = page_of(FoundServiceAnswer, place=PlaceAnswer(required=False))

    def get(self, request: Request, **_where: Any) -> Response:
        """Services that take referrals, the best first, with what speaks for and against each."""
        query = self.query()
        place = find_place(query["postcode"]) if "postcode" in query else None
        asked = Asked(
            needs=tuple(query.get("need", [])),
            place=place if isinstance(place, Place) else None,
            text=query.get("q", ""),
            organisation_id=own_organisation(self.actor),
        )
        known, matches = ranked(self.actor, asked, only_open=query.get("open", False))
        start = query.get("after", 0)
        end = start + SIZE
        rows = match_rows(
            matches[start:end], known.values(), asked=asked, actor=self.actor, now=timezone.now()
        )
        signed = {service_id for service_id, one in known.items() if one.signed}
        results = self._described(rows, signed=signed)
        answer = page(results, after=end if matches[end:] else None, request=request)
        if place is not None:
            answer["place"] = _place_answer(query["postcode"], place)
        return Response(answer)

    def _described(
        self, matched: Sequence[MatchRow], *, signed: Collection[UUID]
    ) -> list[dict[str, Any]]:
        rows = service_rows([row.service_id for row in matched], actor=self.actor)
        known = {row["id"]: row for row in rows}
        return [
            {
                **service_answer(known[row.service_id]),
                "description": known[row.service_id]["description"],
                "reasons": row.reasons,
                "unknowns": row.unknowns,
                "ruled_out": row.ruled_out,
                "information_needed": known[row.service_id]["information_needed"],
                "agreement_signed": row.service_id in signed,
            }
            for row in matched
        ]


def _place_answer(typed: str, place: Place | NoPlace) -> dict[str, Any]:
    message = place.message if isinstance(place, NoPlace) else ""
    return {"postcode": typed.strip(), "found": not message, "message": message}
