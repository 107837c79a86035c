"""Making referrals from a conversation, and reading them."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict, TextField
from ccs.api.paging import CursorField, page
from ccs.api.preconditions import etag_of
from ccs.api.problems import domain_problem
from ccs.api.schema import page_of
from ccs.api.views import ActingView, ApiView
from ccs.paging.keyset import AFTER
from organisations.capacity.actions import ServicePaused
from referrals.referrals.actions.calling import count_unmet, send_as_agreed
from referrals.referrals.api.answers import (
    EnvelopeAnswer,
    ReferralAnswer,
    envelope_answers,
    referral_answer,
)
from referrals.referrals.queries import Box, Filters, referrals_in
from referrals.referrals.queries.answered import envelope_of, envelopes, version_of
from referrals.referrals.rules import Status

_AT_ONCE = 20


class ServicesBody(Strict):
    """`desk`: it looks for somebody for the needs that none of the services meets."""

    services = serializers.ListField(
        child=serializers.UUIDField(), max_length=_AT_ONCE, required=False
    )
    desk = serializers.BooleanField(required=False)
    note = TextField(5000, help_text="For the desk, and for nobody else.")

    def validate(self, told: dict[str, Any]) -> dict[str, Any]:
        if not told.get("services") and not told.get("desk"):
            raise serializers.ValidationError({"services": [_("Choose at least one service.")]})
        if told.get("note") and not told.get("desk"):
            raise serializers.ValidationError({"note": [_("A note goes to the desk only.")]})
        return told


class SentAnswer(serializers.Serializer[Any]):
    """In the order in which the services were asked; the desk's is last."""

    results = EnvelopeAnswer(many=True)


class SendCall(ActingView):
    """One referral to each service and one to the desk, or none. Who was asked keeps the first."""

    takes = ServicesBody
    answers = SentAnswer
    success = HTTPStatus.CREATED

    def post(self, request: Request, **where: Any) -> HttpResponseBase:
        try:
            return super().post(request, **where)
        except ServicePaused as paused:
            # Answered here and not raised on: what was sent is undone, that it was asked stays.
            count_unmet(actor=self.actor, assessment_id=where["assessment_id"], paused=paused)
            return domain_problem(paused)

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        sent = send_as_agreed(
            actor=self.actor,
            assessment_id=self.kwargs["assessment_id"],
            service_ids=data.get("services", []),
            desk=data.get("desk", False),
            note=data.get("note", ""),
        )
        return [referral.reference for referral in sent]

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        rows = envelopes("reference", references, actor=self.actor)
        return {"results": envelope_answers(rows, actor=self.actor)}


class ReferralsQuery(Strict):
    box = serializers.ChoiceField(Box.values, default=Box.RECEIVED)
    status = serializers.ChoiceField(
        [value for value in Status.values if value != Status.DRAFT], required=False
    )
    after = CursorField()


class ReferralsCall(ApiView):
    asks = ReferralsQuery
    answers = page_of(EnvelopeAnswer)

    def get(self, request: Request, **_where: Any) -> Response:
        """Envelopes. Received: what is due first; sent and ended: the newest first."""
        query = self.query()
        found = referrals_in(
            Box(query["box"]),
            actor=self.actor,
            filters=Filters(status=query.get("status", "")),
            cursor=query.get("after"),
        )
        rows = envelopes("id", [row.pk for row in found.rows], actor=self.actor)
        answers = envelope_answers(rows, actor=self.actor)
        after = found.next.removeprefix(f"{AFTER}=")
        return Response(page(answers, after=after, request=request))


class ReferralCall(ApiView):
    answers = ReferralAnswer
    versioned = True

    def get(self, request: Request, *, reference: str, **_where: Any) -> Response:
        """One referral with its events, and the letter for who may open it."""
        referral = envelope_of(reference, actor=self.actor)
        answer = referral_answer(referral, actor=self.actor)
        return Response(answer, headers={"ETag": etag_of(version_of(referral.pk))})
