"""One conversation, told by another system; and the letter as it is answered."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from ccs.api.views import ActingView
from ccs.tenancy.problems import Problem
from organisations.members.queries import organisations_named
from referrals.assessments.actions import record_assessment
from referrals.assessments.api_bodies import AssessmentBody
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed


class RecordedAnswer(serializers.Serializer[Any]):
    id = serializers.UUIDField()


class AssessmentsCall(ActingView):
    """Keeps a conversation as the record of the key's team. Nothing is sent by it."""

    takes = AssessmentBody
    answers = RecordedAnswer
    success = HTTPStatus.CREATED

    def perform(self, data: dict[str, Any]) -> Sequence[str]:
        told = _told(data)
        [team] = self.actor.teams
        assessment = record_assessment(actor=self.actor, team_id=team, told=told)
        if "consent" in data:
            agreed = self._agreed(**data["consent"])
            record_consent(actor=self.actor, assessment_id=assessment.pk, agreed=agreed)
        return [str(assessment.pk)]

    def answer(self, references: Sequence[str]) -> dict[str, Any]:
        return {"id": references[0]}

    def _agreed(self, *, organisations: Sequence[str] = (), **consent: Any) -> Agreed:
        named = organisations_named(organisations, actor=self.actor)
        strange = sorted(set(organisations) - set(named))
        if strange:
            raise Problem(
                _("There is no organisation %(names)s in this network.")
                % {"names": ", ".join(strange)},
                field="consent.organisations",
            )
        return Agreed(**consent, organisations=tuple(named.values()))


def _told(data: dict[str, Any]) -> Told:
    answers = {answer["item"]: answer["value"] for answer in data.get("answers", [])}
    return Told(
        client=Person(**{name: _kept(value) for name, value in data["client"].items()}),
        household=tuple(Relative(**relative) for relative in data.get("household", [])),
        needs=tuple(ToldNeed(**need) for need in data["needs"]),
        story=data.get("story", ""),
        wants=data.get("wants", ""),
        barriers=tuple(data.get("barriers", [])),
        answers=answers,
    )


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
