"""The person has changed their mind: told by another system."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from ccs.api.fields import Strict, TextField
from ccs.api.views import ActingView
from referrals.referrals.actions import withdraw_consent


class ChangedMindBody(Strict):
    reason = TextField(2000)


class EndedAnswer(serializers.Serializer[Any]):
    """The references of the referrals that ended by it."""

    ended = serializers.ListField(child=serializers.CharField())


class WithdrawConsentCall(ActingView):
    """Ends everything that is shared because they agreed. For every team that holds the letter."""

    takes = ChangedMindBody
    answers = EndedAnswer

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        ended = withdraw_consent(
            actor=self.actor,
            assessment_id=self.kwargs["assessment_id"],
            reason=data.get("reason", ""),
        )
        return ended.ended

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        return {"ended": list(references)}
