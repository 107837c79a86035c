"""Whether a service can take a referral, asked and said by another system."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import NotYetField, Strict, TextField
from ccs.api.preconditions import check_unchanged, etag_of
from ccs.api.views import ApiView
from ccs.tenancy.problems import NotAllowed
from organisations.capacity.actions import lock_capacity, set_capacity
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State, is_confirmed
from organisations.directory.queries import capacity_of, service_for


class CapacityBody(Strict):
    """An answer may be sent back whole: what cannot be set is not looked at."""

    state = serializers.ChoiceField(
        State.values,
        error_messages={
            "invalid_choice": gettext_lazy("Only open and paused can be set yet, not {input}.")
        },
    )
    places = NotYetField()
    per = NotYetField()
    expected_wait_days = NotYetField()
    reopens_on = NotYetField()
    reason = TextField(200)
    set_at = serializers.DateTimeField(read_only=True)
    confirmed = serializers.BooleanField(read_only=True)


class CapacityAnswer(serializers.Serializer[Any]):
    """`confirmed`: said again in the last 30 days."""

    state = serializers.ChoiceField(State.values)
    places = NotYetField()
    per = NotYetField()
    expected_wait_days = NotYetField()
    reopens_on = NotYetField()
    reason = serializers.CharField(allow_blank=True)
    set_at = serializers.DateTimeField()
    confirmed = serializers.BooleanField()


def capacity_answer(*, state: str, reason: str, set_at: datetime) -> dict[str, Any]:
    return {
        "state": state,
        "places": None,
        "per": None,
        "expected_wait_days": None,
        "reopens_on": None,
        "reason": reason,
        "set_at": set_at,
        "confirmed": is_confirmed(set_at, now=timezone.now()),
    }


class CapacityCall(ApiView):
    takes = CapacityBody
    answers = CapacityAnswer
    versioned = True

    def get(self, request: Request, *, service_id: UUID, **_where: Any) -> Response:
        """The capacity of any service of the network."""
        service = service_for(self.actor, service_id)
        if service is None:
            raise NotAllowed(_("There is no such service here."))
        return _answer(capacity_of(service))

    def put(self, request: Request, *, service_id: UUID, **_where: Any) -> Response:
        """Open or pause a service of the key's team. Setting what is set confirms it."""
        body = self.body()
        before = lock_capacity(service_id=service_id, actor=self.actor)
        check_unchanged(request, _version(before))
        return _answer(
            set_capacity(
                service_id=service_id,
                state=body["state"],
                reason=body.get("reason", ""),
                actor=self.actor,
            )
        )


def _answer(capacity: Capacity) -> Response:
    answer = capacity_answer(state=capacity.state, reason=capacity.reason, set_at=capacity.set_at)
    return Response(answer, headers={"ETag": etag_of(_version(capacity))})


def _version(capacity: Capacity) -> str:
    return capacity.set_at.isoformat()
