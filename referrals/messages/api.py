"""The thread of a referral, read and written by another system."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ccs.api.fields import Strict, WordsField
from ccs.api.views import ActingView
from ccs.tenancy.problems import NotAllowed
from referrals.messages.actions import post_message
from referrals.messages.models import Message
from referrals.referrals.actions.reading import read_letter
from referrals.referrals.models import Referral
from referrals.referrals.queries.answered import envelope_of
from referrals.referrals.rules import normalise_reference


class MessageBody(Strict):
    body = WordsField(max_length=5000)


class MessageAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(Message.Kind.values)
    by = serializers.CharField()
    team = serializers.CharField()
    body = serializers.CharField()
    at = serializers.DateTimeField()


class ThreadAnswer(serializers.Serializer[Any]):
    """The whole thread, the oldest first: `next` is always null."""

    results = MessageAnswer(many=True)
    next = serializers.URLField(allow_null=True)


class MessagesCall(ActingView):
    """Writes to the other side. Answers the thread with the message at its end."""

    takes = MessageBody
    answers = ThreadAnswer
    success = HTTPStatus.CREATED

    def get(self, request: Request, **_where: Any) -> Response:
        """What both sides wrote, notes on calls, declines and endings among it."""
        return Response(self.answer([self.kwargs["reference"]]))

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        reference = normalise_reference(self.kwargs["reference"])
        post_message(actor=self.actor, reference=reference, body=data["body"])
        return [reference]

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        referral = envelope_of(references[0], actor=self.actor)
        letter = read_letter(actor=self.actor, referral=referral)
        if letter is None:
            raise NotAllowed(_("There is no such referral here."))
        # Of a record that was erased there is nothing to be read.
        rows = [] if letter.erased_at else letter.messages
        return {"results": [_message(row, referral) for row in rows], "next": None}


def _message(message: Message, referral: Referral) -> dict[str, Any]:
    of_sender = message.team_id == referral.from_team_id
    team = referral.from_team if of_sender else referral.to_team
    return {
        "id": message.pk,
        "kind": message.kind,
        "by": message.by_name,
        "team": team.name if team else "",
        "body": message.body,
        "at": message.at,
    }
