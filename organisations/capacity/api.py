"""Whether a service can take a referral, asked and said by another system."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict, TextField
from ccs.api.preconditions import check_unchanged, etag_of
from ccs.api.views import ApiView
from ccs.tenancy.problems import NotAllowed
from organisations.capacity.actions import confirm_capacity, lock_capacity, set_capacity
from organisations.capacity.models import Capacity
from organisations.capacity.rules import Per, State, is_confirmed
from organisations.capacity.saying import LONGEST_WAIT_DAYS, MOST_PLACES, REASON_LENGTH
from organisations.directory.queries import capacity_of, service_for


class CapacityBody(Strict):
    """Only what belongs to the state; `reason` and what cannot be set may be sent back as read."""

    state = serializers.ChoiceField(State.values)
    places = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MOST_PLACES
    )
    per = serializers.ChoiceField(Per.values, required=False, allow_null=True)
    expected_wait_days = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=LONGEST_WAIT_DAYS
    )
    reopens_on = serializers.DateField(required=False, allow_null=True)
    reason = TextField(REASON_LENGTH)
    set_at = serializers.DateTimeField(read_only=True)
    confirmed = serializers.BooleanField(read_only=True)


class CapacityAnswer(serializers.Serializer[Any]):
    """`confirmed`: said again in the last 30 days.

    A full service is `paused` without a reason, and says how many places there are.
    """

    state = serializers.ChoiceField(State.values)
    places = serializers.IntegerField(allow_null=True)
    per = serializers.ChoiceField(Per.values, allow_null=True)
    expected_wait_days = serializers.IntegerField(allow_null=True)
    reopens_on = serializers.DateField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    set_at = serializers.DateTimeField()
    confirmed = serializers.BooleanField()


# What an answer is made of: the columns of `Capacity`.
ANSWERED: Final = (
    "state",
    "reason",
    "places",
    "per",
    "expected_wait_days",
    "is_full",
    "reopens_on",
    "set_at",
    "confirmed_at",
)


def capacity_answer(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Of the columns in `ANSWERED`. What a pause keeps for later is not said."""
    is_limited = kept["state"] == State.LIMITED or kept["is_full"]
    waits = kept["state"] == State.WAITING_LIST
    return {
        "state": kept["state"],
        "places": kept["places"] if is_limited else None,
        "per": kept["per"] if is_limited else None,
        "expected_wait_days": kept["expected_wait_days"] if waits else None,
        "reopens_on": kept["reopens_on"],
        "reason": kept["reason"],
        "set_at": kept["set_at"],
        "confirmed": is_confirmed(kept["confirmed_at"], now=timezone.now()),
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
        """Say what a service of the key's team takes. Setting what is set confirms it."""
        body = self.body()
        before = lock_capacity(service_id=service_id, actor=self.actor)
        check_unchanged(request, _version(before))
        if before.is_full and _is_said_again(body, before):
            return _answer(confirm_capacity(service_id=service_id, actor=self.actor))
        said = {name: value for name, value in body.items() if value is not None}
        return _answer(set_capacity(service_id=service_id, actor=self.actor, **said))


def _is_said_again(body: Mapping[str, Any], kept: Capacity) -> bool:
    """Nobody pauses a service as full by hand: sent back as read, it is right still."""
    answer = _answered(kept)
    return all((answer[name] or None) == (value or None) for name, value in body.items())


def _answered(capacity: Capacity) -> dict[str, Any]:
    return capacity_answer({name: getattr(capacity, name) for name in ANSWERED})


def _answer(capacity: Capacity) -> Response:
    return Response(_answered(capacity), headers={"ETag": etag_of(_version(capacity))})


def _version(capacity: Capacity) -> str:
    """Whatever changes the answer, be it a person, a sending or the clock."""
    return f"{max(capacity.set_at, capacity.confirmed_at).isoformat()}.{capacity.state}"
