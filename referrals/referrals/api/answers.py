"""A referral as the API answers it: the envelope to both sides, the letter to who may open it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from rest_framework import serializers

from ccs.tenancy.actor import Actor
from ccs.tenancy.former import named
from organisations.directory.api import ServiceAnswer, service_answer
from organisations.directory.api_queries import service_rows
from organisations.needs.rules import NEEDS
from referrals.assessments.api_answers import LetterAnswer, letter_answer
from referrals.attachments.api import FileAnswer, file_answers
from referrals.outcomes.api import GainsAnswer, gains_answer
from referrals.outcomes.queries import gained_from
from referrals.referrals.actions.reading import read_letter
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.queries import Letter, events_of
from referrals.referrals.queries.answered import envelopes, references_of_passing
from referrals.referrals.rules import DeclineReason, EventKind, Outcome, Status

_AS_KEPT: Final = (
    "reference", "status", "needs", "urgency", "decline_reason", "outcome", "sent_at", "seen_at",
    "accepted_at", "next_action_at", "ended_at",
)  # fmt: skip


class WorkerAnswer(serializers.Serializer[Any]):
    """Who in the receiving team takes care of it."""

    id = serializers.UUIDField()
    name = serializers.CharField()


class EnvelopeAnswer(serializers.Serializer[Any]):
    """Teams by name. `owner` is who acts next; null once it has ended."""

    reference = serializers.CharField()
    status = serializers.ChoiceField(Status.values)
    service = ServiceAnswer(allow_null=True)
    from_team = serializers.CharField()
    to_team = serializers.CharField(allow_null=True)
    owner = serializers.CharField(allow_null=True)
    assigned_to = WorkerAnswer(allow_null=True)
    needs = serializers.ListField(child=serializers.ChoiceField(list(NEEDS)))
    urgency = serializers.CharField()
    decline_reason = serializers.ChoiceField(DeclineReason.values, allow_blank=True)
    outcome = serializers.ChoiceField(Outcome.values, allow_blank=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    next_action_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    forwarded_to = serializers.CharField(
        allow_null=True, help_text="The reference under which it was passed on."
    )
    forwarded_from = serializers.CharField(
        allow_null=True, help_text="The reference that was passed on as this one, if yours to see."
    )


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

    files = FileAnswer(many=True, required=False)
    events = EventAnswer(many=True)
    gains = GainsAnswer(required=False, allow_null=True)


def envelope_answers(rows: Sequence[Mapping[str, Any]], *, actor: Actor) -> list[dict[str, Any]]:
    """For rows of `envelopes`: their services are read together, each once."""
    wanted = {row["service_id"] for row in rows} - {None}
    passed = references_of_passing(rows)
    services = {row["id"]: service_answer(row) for row in service_rows(wanted, actor=actor)}
    return [
        {**_envelope(row, services.get(row["service_id"])), **passed[row["id"]]} for row in rows
    ]


def referral_answer(referral: Referral, *, actor: Actor) -> dict[str, Any]:
    """Opens the letter where it may be: to the receiver that is the first look, which is shown."""
    letter = read_letter(actor=actor, referral=referral)
    [envelope] = envelope_answers(envelopes("id", [referral.pk], actor=actor), actor=actor)
    return {
        **envelope,
        **({**letter_answer(letter), "files": file_answers(letter)} if letter else {}),
        **({"gains": _gains(referral, letter)} if letter else {}),
        "events": _events(referral, events_of(referral)),
    }


def _gains(referral: Referral, letter: Letter) -> dict[str, Any] | None:
    return None if letter.client.is_erased else gains_answer(gained_from(referral))


def _envelope(row: Mapping[str, Any], service: dict[str, Any] | None) -> dict[str, Any]:
    worker = {"id": row["assigned_to_id"], "name": row["worker_name"]}
    return {
        **{name: row[name] for name in _AS_KEPT},
        "service": service,
        "from_team": row["from_name_now"],
        "to_team": row["to_name_now"],
        "owner": row["owner_name"],
        "assigned_to": worker if row["assigned_to_id"] else None,
    }


def _events(referral: Referral, newest_first: Sequence[ReferralEvent]) -> list[dict[str, Any]]:
    sides = [team for team in (referral.from_team, referral.to_team) if team]
    names = {team.pk: team.name for team in sides}
    return [
        {
            "kind": event.kind,
            "at": event.at,
            "by": named(event.by_name, of=names.get(event.team_id, "")),
            "team": names.get(event.team_id),
            "from_status": event.from_status,
            "to_status": event.to_status,
            "detail": event.detail,
        }
        for event in reversed(newest_first)
    ]
