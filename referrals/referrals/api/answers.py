"""A referral as the API answers it: the envelope to both sides, the letter to who may open it."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from ccs.tenancy.actor import Actor
from organisations.directory.api import ServiceAnswer, service_answer
from organisations.needs.rules import NEEDS
from referrals.assessments.api_answers import LetterAnswer, letter_answer
from referrals.referrals.actions.reading import read_letter
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries import events_of
from referrals.referrals.rules import DeclineReason, EventKind, Outcome, Status

_MOMENTS = ("sent_at", "seen_at", "accepted_at", "next_action_at", "ended_at")


class EnvelopeAnswer(serializers.Serializer[Any]):
    """Teams by name. `owner` is who acts next; null once it has ended."""

    reference = serializers.CharField()
    status = serializers.ChoiceField(Status.values)
    service = ServiceAnswer(allow_null=True)
    from_team = serializers.CharField()
    to_team = serializers.CharField(allow_null=True)
    owner = serializers.CharField(allow_null=True)
    needs = serializers.ListField(child=serializers.ChoiceField(list(NEEDS)))
    urgency = serializers.CharField()
    decline_reason = serializers.ChoiceField(DeclineReason.values, allow_blank=True)
    outcome = serializers.ChoiceField(Outcome.values, allow_blank=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    next_action_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class EventAnswer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(EventKind.values)
    at = serializers.DateTimeField()
    by = serializers.CharField(allow_blank=True)
    team = serializers.CharField(allow_null=True)
    from_status = serializers.CharField(allow_blank=True)
    to_status = serializers.CharField(allow_blank=True)
    detail = serializers.CharField(allow_blank=True)


class ReferralAnswer(EnvelopeAnswer, LetterAnswer):
    """The letter's parts are there for who may open it. Each reading is written down."""

    events = EventAnswer(many=True)


def envelope_answer(referral: Referral) -> dict[str, Any]:
    return {
        "reference": referral.reference,
        "status": referral.status,
        "service": service_answer(referral.service) if referral.service else None,
        "from_team": referral.from_team.name,
        "to_team": referral.to_team.name if referral.to_team else None,
        "owner": referral.owner_team.name if referral.owner_team else None,
        "needs": referral.needs,
        "urgency": referral.urgency,
        "decline_reason": referral.decline_reason,
        "outcome": referral.outcome,
        **{name: getattr(referral, name) for name in _MOMENTS},
    }


def referral_answer(referral: Referral, *, actor: Actor) -> dict[str, Any]:
    """Opens the letter where it may be: to the receiver that is the first look, which is shown."""
    letter = read_letter(actor=actor, referral=referral)
    return {
        **envelope_answer(referral),
        **(letter_answer(letter) if letter else {}),
        "events": _events(referral, events_of(referral)),
    }


def _events(referral: Referral, newest_first: Sequence[ReferralEvent]) -> list[dict[str, Any]]:
    sides = [team for team in (referral.from_team, referral.to_team) if team]
    names = {team.pk: team.name for team in sides}
    return [
        {
            "kind": event.kind,
            "at": event.at,
            "by": event.by_name,
            "team": names.get(event.team_id),
            "from_status": event.from_status,
            "to_status": event.to_status,
            "detail": event.detail,
        }
        for event in reversed(newest_first)
    ]
