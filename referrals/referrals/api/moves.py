"""What may be done with a referral. Each answers the referral after it."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from ccs.api.fields import NotYetField, Strict, TextField, WordsField
from ccs.api.preconditions import check_unchanged
from ccs.api.views import ActingView
from referrals.referrals.actions import (
    accept,
    answer,
    close,
    decline,
    record_contact,
    return_to_sender,
    withdraw,
)
from referrals.referrals.actions.moving import lock_referral
from referrals.referrals.api.answers import ReferralAnswer, referral_answer
from referrals.referrals.models import Referral
from referrals.referrals.queries.answered import envelope_of, version_of
from referrals.referrals.rules import DeclineReason, Outcome, Way, normalise_reference

_NOTE = 5000


class AcceptBody(Strict):
    assigned_to = serializers.UUIDField(
        required=False, help_text="A member of the team; nobody yet when left out."
    )


class DeclineBody(Strict):
    reason = serializers.ChoiceField(DeclineReason.values)
    note = TextField(_NOTE)
    suggested_service = serializers.UUIDField(required=False)


class ReturnBody(Strict):
    question = WordsField(max_length=_NOTE)


class AnswerBody(Strict):
    text = WordsField(max_length=_NOTE)


class WithdrawBody(Strict):
    reason = TextField(_NOTE)


class ContactBody(Strict):
    made = serializers.BooleanField(help_text="true: spoke to the person; false: tried to.")
    way = serializers.ChoiceField(Way.values)
    note = TextField(_NOTE)


class CloseBody(Strict):
    outcome = serializers.ChoiceField(Outcome.values)
    gains = NotYetField()
    note = TextField(_NOTE)


class _MoveCall(ActingView):
    answers = ReferralAnswer
    versioned = True

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        reference = normalise_reference(self.kwargs["reference"])
        if "If-Match" in self.request.headers:
            held = lock_referral(actor=self.actor, reference=reference)
            check_unchanged(self.request, version_of(held.pk))
        return [self.move(reference, data).reference]

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        raise NotImplementedError

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        return referral_answer(envelope_of(references[0], actor=self.actor), actor=self.actor)


class AcceptCall(_MoveCall):
    """Accepting again with the same key changes nothing; after somebody else it is a 409."""

    takes = AcceptBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return accept(actor=self.actor, reference=reference, **data)


class DeclineCall(_MoveCall):
    """The letter closes, and the needs go back to the team that asked."""

    takes = DeclineBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return decline(actor=self.actor, reference=reference, **data)


class ReturnCall(_MoveCall):
    """Asks the referrer for more. The receiver's clock stands still until the answer."""

    takes = ReturnBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return return_to_sender(actor=self.actor, reference=reference, **data)


class AnswerCall(_MoveCall):
    """Answers what was asked: it is `sent` again, and the receiver's clock goes on."""

    takes = AnswerBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return answer(actor=self.actor, reference=reference, **data)


class WithdrawCall(_MoveCall):
    """Before it is accepted. The receiver loses sight of the letter at once."""

    takes = WithdrawBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return withdraw(actor=self.actor, reference=reference, **data)


class ContactCall(_MoveCall):
    """A call made or tried. The first one made moves the referral to in_progress."""

    takes = ContactBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return record_contact(actor=self.actor, reference=reference, **data)


class CloseCall(_MoveCall):
    takes = CloseBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return close(
            actor=self.actor,
            reference=reference,
            outcome=data["outcome"],
            note=data.get("note", ""),
        )
