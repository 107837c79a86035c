"""To the desk and on from it, for other systems. Each answers the referral after it."""

from typing import Any

from rest_framework import serializers

from ccs.api.fields import Strict, TextField
from referrals.desk.actions import ask_desk_after_refusal, place
from referrals.referrals.api.moves import MoveCall
from referrals.referrals.models import Referral


class SendToDeskBody(Strict):
    note = TextField(5000)


class PlaceBody(Strict):
    service = serializers.UUIDField()


class SendToDeskCall(MoveCall):
    """After a refusal: answers the new referral, which is with the desk. They must have agreed."""

    takes = SendToDeskBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return ask_desk_after_refusal(actor=self.actor, reference=reference, **data)


class PlaceCall(MoveCall):
    """The desk sends it to a service that it chose, and no longer reads the letter."""

    takes = PlaceBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return place(actor=self.actor, reference=reference, service_id=data["service"])
