"""What may be done with a referral. Each answers the referral after it."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from ccs.api.fields import Strict, TextField, WordsField
from ccs.api.preconditions import check_unchanged
from ccs.api.views import ActingView
from referrals.desk.actions import desk_answer, desk_decline, desk_return
from referrals.outcomes.actions import record_gains
from referrals.outcomes.api import GainsBody, gained_of
from referrals.referrals.actions import (
    accept,
    answer,
    assign,
    close,
    decline,
    forward,
    record_contact,
    reopen,
    return_to_sender,
    undo,
    withdraw,
)
from referrals.referrals.actions.moving import lock_referral
from referrals.referrals.api.answers import ReferralAnswer, referral_answer
from referrals.referrals.models import Referral
from referrals.referrals.queries import find_referral
from referrals.referrals.queries.answered import envelope_of, version_of
from referrals.referrals.rules import DeclineReason, Outcome, Way, normalise_reference

_NOTE = 5000


class AcceptBody(Strict):
    assigned_to = serializers.UUIDField(
        required=False,
        allow_null=True,
        help_text="A member of the team; nobody yet when left out or null.",
    )


class AssignBody(Strict):
    user = serializers.UUIDField(
        allow_null=True,
        help_text="A member of the team, as in `assigned_to`; null gives it back to the team.",
    )


class UndoBody(Strict):
    """Nothing is asked."""


class ForwardBody(Strict):
    service = serializers.UUIDField()
    note = TextField(_NOTE)


class ReopenBody(Strict):
    reason = WordsField(max_length=_NOTE)


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
    gains = GainsBody(required=False, allow_null=True)
    note = TextField(_NOTE)


class MoveCall(ActingView):
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

    def is_with_desk(self, reference: str) -> bool:
        """Whether there is no receiving team yet; what is not the actor's is left to the action."""
        referral = find_referral(reference, actor=self.actor)
        return referral is not None and referral.to_team_id is None

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        return referral_answer(envelope_of(references[0], actor=self.actor), actor=self.actor)


class AcceptCall(MoveCall):
    """Accepting again with the same key changes nothing; after somebody else it is a 409."""

    takes = AcceptBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return accept(actor=self.actor, reference=reference, **data)


class DeclineCall(MoveCall):
    """The letter closes, and the needs go back to the team that asked."""

    takes = DeclineBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        if not self.is_with_desk(reference):
            return decline(actor=self.actor, reference=reference, **data)
        words = {"reason": data["reason"], "note": data.get("note", "")}
        return desk_decline(actor=self.actor, reference=reference, **words)


class ReturnCall(MoveCall):
    """Asks the referrer for more. The receiver's clock stands still until the answer."""

    takes = ReturnBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        asks = desk_return if self.is_with_desk(reference) else return_to_sender
        return asks(actor=self.actor, reference=reference, **data)


class AnswerCall(MoveCall):
    """Answers what was asked: it is `sent` again, and the receiver's clock goes on."""

    takes = AnswerBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        answers = desk_answer if self.is_with_desk(reference) else answer
        return answers(actor=self.actor, reference=reference, **data)


class WithdrawCall(MoveCall):
    """Before it is accepted. The receiver loses sight of the letter at once."""

    takes = WithdrawBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return withdraw(actor=self.actor, reference=reference, **data)


class ContactCall(MoveCall):
    """A call made or tried. The first one made moves the referral to in_progress."""

    takes = ContactBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return record_contact(actor=self.actor, reference=reference, **data)


class CloseCall(MoveCall):
    takes = CloseBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return close(
            actor=self.actor,
            reference=reference,
            outcome=data["outcome"],
            note=data.get("note", ""),
            gained=gained_of(data["gains"]) if data.get("gains") else None,
        )


class GainsCall(MoveCall):
    """What came of a closed referral: takes the place of what was said before. It stays."""

    takes = GainsBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return record_gains(actor=self.actor, reference=reference, gained=gained_of(data))


class AssignCall(MoveCall):
    """Gives it to a worker of the receiving team, who is told. Again: nothing changes."""

    takes = AssignBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return assign(actor=self.actor, reference=reference, assigned_to=data["user"])


class UndoCall(MoveCall):
    """Takes an acceptance back, before first contact: it is `sent` again."""

    takes = UndoBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return undo(actor=self.actor, reference=reference)


class ForwardCall(MoveCall):
    """With leave to pass on: it is `closed` as `referred_on`, and `forwarded_to` is the new one."""

    takes = ForwardBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        forward(actor=self.actor, reference=reference, **data)
        return envelope_of(reference, actor=self.actor)


class ReopenCall(MoveCall):
    """Within 28 days: `in_progress` again, or `accepted` when nobody has reached the person."""

    takes = ReopenBody

    def move(self, reference: str, data: dict[str, Any]) -> Referral:
        return reopen(actor=self.actor, reference=reference, **data)
