"""Saying how far the network has come, and taking back what was wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.engagement.stages.models import CoordinationLevel, NetworkStage
from organisations.engagement.stages.rules import CRITERION_NAMES, LEVELS_BY_NUMBER, STAGE_NAMES
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Judged:
    """A level, and why, in somebody's words."""

    level: int
    words: str = ""


@transaction.atomic
def say_stage(
    *, actor: Actor, stage: str, since: date, said_by: str, why: str, stage_id: UUID
) -> NetworkStage:
    """Of one day the last that was said counts. `stage_id` comes with the form."""
    _check(actor, since, said_by, field="since")
    if stage not in STAGE_NAMES:
        raise Problem(_("Choose a stage"), field="stage")
    if not why.strip():
        raise Problem(_("Enter why"), field="why")
    before = NetworkStage.objects.filter(pk=stage_id).first()
    if before:
        return before
    row = NetworkStage(
        pk=stage_id,
        network_id=actor.network.id,
        stage=stage,
        since=since,
        said_by=said_by.strip(),
        why=why.strip(),
        recorded_by=actor.name,
        recorded_at=timezone.now(),
    )
    row.save(force_insert=True)
    record("network.stage", actor=actor, subject_kind="network_stage", subject_id=row.pk)
    return row


@transaction.atomic
def take_back_stage(*, actor: Actor, stage_id: UUID, taken_back: bool = True) -> None:
    rows = NetworkStage.objects.select_for_update().filter(pk=stage_id)
    row = rows.first() if can_coordinate(actor) else None
    if row is None:
        raise NotAllowed(_("There is nothing like that here."))
    row.taken_back_at = timezone.now() if taken_back else None
    row.save(update_fields=["taken_back_at"])
    what = "taken_back" if taken_back else "kept"
    record(f"network.stage_{what}", actor=actor, subject_kind="network_stage", subject_id=row.pk)


@transaction.atomic
def assess(*, actor: Actor, levels: Mapping[str, Judged], assessed_on: date, said_by: str) -> None:
    """All five features at once. Assessed again for the same day, the last one counts."""
    _check(actor, assessed_on, said_by, field="assessed_on")
    missing = [code for code in CRITERION_NAMES if code not in levels]
    wrong = [code for code, judged in levels.items() if judged.level not in LEVELS_BY_NUMBER]
    if missing or wrong:
        raise Problem(_("Choose a level"), field=f"level_{(missing or wrong)[0]}")
    now = timezone.now()
    rows = CoordinationLevel.objects.bulk_create(
        CoordinationLevel(
            network_id=actor.network.id,
            criterion=code,
            level=levels[code].level,
            words=levels[code].words.strip(),
            assessed_on=assessed_on,
            said_by=said_by.strip(),
            recorded_by=actor.name,
            recorded_at=now,
        )
        for code in CRITERION_NAMES
    )
    record("network.assessed", actor=actor, subject_kind="assessment", subject_id=rows[0].pk)


@transaction.atomic
def take_back_assessment(*, actor: Actor, recorded_at: datetime, taken_back: bool = True) -> None:
    """The five of one hand and moment."""
    rows = CoordinationLevel.objects.filter(network_id=actor.network.id, recorded_at=recorded_at)
    first = rows.order_by("id").first() if can_coordinate(actor) else None
    if first is None:
        raise NotAllowed(_("There is nothing like that here."))
    rows.update(taken_back_at=timezone.now() if taken_back else None)
    what = "taken_back" if taken_back else "kept"
    record(f"network.assessed_{what}", actor=actor, subject_kind="assessment", subject_id=first.pk)


def _check(actor: Actor, day: date, said_by: str, *, field: str) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is nothing like that here."))
    if day > timezone.localdate():
        raise Problem(_("The day must be today or in the past"), field=field)
    if not said_by.strip():
        raise Problem(_("Enter who says so"), field="said_by")
