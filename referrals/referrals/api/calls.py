"""Making referrals from a conversation, and reading them."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict
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
    envelope_answer,
    referral_answer,
)
from referrals.referrals.queries import Box, Filters, referrals_in
from referrals.referrals.queries.answered import (
    envelope,
    envelopes_by_id,
    envelopes_by_reference,
    version_of,
)
from referrals.referrals.rules import Status

_AT_ONCE = 20


class ServicesBody(Strict):
    services = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=_AT_ONCE
    )


class SentAnswer(serializers.Serializer[Any]):
    """In the order in which the services were asked."""

    results = EnvelopeAnswer(many=True)


class SendCall(ActingView):
    """One referral to each service, or none. A service already asked keeps its one referral."""

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
            service_ids=data["services"],
        )
        return [referral.reference for referral in sent]

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        rows = envelopes_by_reference(references, actor=self.actor)
        return {"results": [envelope_answer(referral) for referral in rows]}


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
        rows = envelopes_by_id([row.pk for row in found.rows], actor=self.actor)
        after = found.next.removeprefix(f"{AFTER}=")
        return Response(page([envelope_answer(row) for row in rows], after=after, request=request))


class ReferralCall(ApiView):
    answers = ReferralAnswer
    versioned = True

    def get(self, request: Request, *, reference: str, **_where: Any) -> Response:
        """One referral with its events, and the letter for who may open it."""
        referral = envelope(reference, actor=self.actor)
        answer = referral_answer(referral, actor=self.actor)
        return Response(answer, headers={"ETag": etag_of(version_of(referral))})
