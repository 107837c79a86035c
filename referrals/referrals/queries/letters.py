"""The letter: read through the shares that the database checks, and audited by its action."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from organisations.members.models import Membership
from organisations.roles.queries import people_told_about
from referrals.assessments.models import Answer, Assessment, AssessmentNeed
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.messages.models import Message
from referrals.referrals.models import Referral
from referrals.rights.standing import erased_at


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a share of the assessment opens. `needs` and `answers` are rows of values."""

    assessment: Assessment
    client: Client
    household: list[HouseholdMember]
    needs: list[dict[str, Any]]
    answers: dict[str, str]
    consent: Consent | None
    messages: list[Message]
    # When the record was erased, of one that was.
    erased_at: datetime | None = None


def open_letter(referral: Referral) -> Letter | None:
    """None where no open share lets the context's teams read it: the database decides."""
    shares = Share.objects.filter(referral=referral).order_by("-since")
    found = _assessments().annotate(items=Subquery(shares.values("items")[:1]))
    assessment = found.filter(pk=referral.assessment_id).first()
    if assessment is None:
        return None
    letter = _unsent(assessment)
    return replace(
        letter,
        answers=_that_go_with(letter.answers, assessment.items),
        consent=current_consent(assessment.pk),
        messages=list(Message.objects.filter(referral=referral)),
        erased_at=erased_at(letter.client),
    )


def unsent_letter(assessment_id: UUID) -> Letter | None:
    """What a receiver would read, while it is being written: no consent and no thread yet."""
    assessment = _assessments().filter(pk=assessment_id).first()
    return _unsent(assessment) if assessment else None


def colleagues_of(referral: Referral) -> list[Membership]:
    """Who in the receiving team can be given the referral, by name."""
    if referral.to_team_id is None:
        return []
    return list(Membership.objects.filter(pk__in=people_told_about(referral.to_team_id)))


def _unsent(assessment: Any) -> Letter:
    return Letter(
        assessment=assessment,
        client=assessment.client,
        household=_household(assessment),
        needs=assessment.needs_told,
        answers={row["item"]: row["value"] for row in assessment.answers_opened},
        consent=None,
        messages=[],
    )


def _household(assessment: Any) -> list[HouseholdMember]:
    """Who lives with them now, and who has left since a need of theirs was told."""
    named = {need["member"] for need in assessment.needs_told}
    rows = HouseholdMember.objects.filter(client=assessment.client_id)
    return [row for row in rows if row.left_at is None or str(row.pk) in named]


def _that_go_with(answers: dict[str, str], items: list[str] | None) -> dict[str, str]:
    """What this referral opens: its sender's own record, and another share, may hold more."""
    if items is None:
        return answers
    return {item: value for item, value in answers.items() if item in items}


def _assessments() -> QuerySet[Any]:
    """With the person, the needs and the opened answers, in one round trip."""
    needs = AssessmentNeed.objects.filter(assessment=OuterRef("pk")).order_by("need__position")
    answers = Answer.objects.filter(assessment=OuterRef("pk"))
    return Assessment.objects.select_related("client").annotate(
        needs_told=ArraySubquery(
            needs.values(row=JSONObject(code="need_id", urgency="urgency", member="member_id"))
        ),
        answers_opened=ArraySubquery(answers.values(row=JSONObject(item="item", value="value"))),
    )
