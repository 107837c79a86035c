"""How soon and how often was there an answer: counted from envelopes, told as numbers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from networks.calendar.rules import WorkingHours

# Figures look back this far.
COUNTED_FOR: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Answer:
    """The first answer to one referral."""

    organisation_id: UUID
    service_id: UUID | None
    sent_at: datetime
    answered_at: datetime
    accepted: bool
    team_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    answered: int
    accepted: int
    typical_minutes: int


def counted(
    answers: Iterable[Answer], *, hours: WorkingHours
) -> dict[tuple[UUID, UUID | None], Counted]:
    """By organisation as a whole, and by each of its services; the median of working time."""
    groups: dict[tuple[UUID, UUID | None], list[tuple[int, bool]]] = defaultdict(list)
    for one in answers:
        worked = hours.worked_between(one.sent_at, one.answered_at)
        told = (round(worked.total_seconds() / 60), one.accepted)
        groups[one.organisation_id, None].append(told)
        if one.service_id:
            groups[one.organisation_id, one.service_id].append(told)
    return {key: _of(rows) for key, rows in groups.items()}


def _of(rows: list[tuple[int, bool]]) -> Counted:
    return Counted(
        answered=len(rows),
        accepted=sum(accepted for _minutes, accepted in rows),
        typical_minutes=round(median(minutes for minutes, _accepted in rows)),
    )
