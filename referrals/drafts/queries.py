"""What the actor's teams began and did not send, and what was typed and not saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from ccs.retention.writing import ERASED
from ccs.tenancy.actor import Actor
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.drafts.models import KeptTyping

# A page's worth: more would bury what is new.
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Draft:
    """A conversation that nothing was sent from. Without a name it is only typed yet."""

    assessment_id: UUID
    name: str
    needs: Sequence[str]
    by: str
    by_id: UUID | None
    since: datetime
    changed_at: datetime

    @property
    def is_named(self) -> bool:
        return bool(self.name)


def drafts_of(actor: Actor) -> list[Draft]:
    """Those of colleagues too, newest first."""
    begun = [_begun(row) for row in _unsent(actor)]
    typed = [_typed(row) for row in _not_begun(actor)]
    return sorted([*begun, *typed], key=lambda draft: draft.since, reverse=True)


def typed_on(actor: Actor, assessment_id: UUID, step: str) -> KeptTyping | None:
    """What is kept of that step: the actor's own first, else what a colleague typed last."""
    rows = KeptTyping.objects.select_related("member").filter(
        assessment_id=assessment_id, step=step, team__in=actor.teams
    )
    found = sorted(rows, key=lambda row: (row.member_id == actor.member_id, row.kept_at))
    return found[-1] if found else None


def typed_steps(actor: Actor, assessment_id: UUID) -> set[str]:
    rows = KeptTyping.objects.filter(assessment_id=assessment_id, team__in=actor.teams)
    return set(rows.values_list("step", flat=True))


def _unsent(actor: Actor) -> QuerySet[Assessment]:
    needs = AssessmentNeed.objects.filter(assessment=OuterRef("pk")).order_by("need__position")
    return (
        Assessment.objects.filter(team__in=actor.teams, first_sent_at=None, discarded_at=None)
        .exclude(client__given_name=ERASED)
        .annotate(codes=ArraySubquery(needs.values("need_id")))
        .select_related("client", "recorded_by")
        .order_by("-created_at", "-id")[:_MOST]
    )


def _not_begun(actor: Actor) -> list[KeptTyping]:
    """What was typed for a person whose name was never saved."""
    rows = list(
        KeptTyping.objects.select_related("member")
        .filter(team__in=actor.teams)
        .order_by("-kept_at")[:_MOST]
    )
    if not rows:
        return []
    ids = [row.assessment_id for row in rows]
    begun = set(Assessment.objects.filter(pk__in=ids).values_list("pk", flat=True))
    last = {row.assessment_id: row for row in reversed(rows)}
    return [row for key, row in last.items() if key not in begun]


def _begun(row: Assessment) -> Draft:
    codes: list[str] = vars(row)["codes"]
    return Draft(
        assessment_id=row.pk,
        name=row.client.full_name,
        needs=list(dict.fromkeys(codes)),
        by=row.recorded_by.name if row.recorded_by else "",
        by_id=row.recorded_by_id,
        since=row.created_at,
        changed_at=row.changed_at,
    )


def _typed(row: KeptTyping) -> Draft:
    return Draft(
        assessment_id=row.assessment_id,
        name="",
        needs=(),
        by=row.member.name,
        by_id=row.member_id,
        since=row.kept_at,
        changed_at=row.kept_at,
    )
