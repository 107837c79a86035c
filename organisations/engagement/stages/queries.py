"""How far a network has come, now and before. To be asked in a context of that network."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from organisations.engagement.stages.models import CoordinationLevel, NetworkStage


@dataclass(slots=True)
class Reading:
    """All that was said of coordination on one day by one hand, by criterion."""

    assessed_on: date
    said_by: str
    recorded_by: str
    recorded_at: datetime
    taken_back: bool
    levels: dict[str, CoordinationLevel] = field(default_factory=dict)


def stage_of(network_id: UUID) -> NetworkStage | None:
    """The stage it has reached now; None while nobody has said so."""
    return next(iter(stages_of(network_id)), None)


def stages_of(network_id: UUID) -> list[NetworkStage]:
    """What stands, the latest first: of one day, what was said last."""
    rows = NetworkStage.objects.filter(network_id=network_id, taken_back_at=None)
    seen: dict[date, NetworkStage] = {}
    for row in rows.order_by("-since", "-recorded_at", "-id"):
        seen.setdefault(row.since, row)
    return list(seen.values())


def everything_said(network_id: UUID) -> list[NetworkStage]:
    """With what was taken back, or said again: the trail."""
    rows = NetworkStage.objects.filter(network_id=network_id)
    return list(rows.order_by("-since", "-recorded_at", "-id"))


def readings_of(network_id: UUID, *, all_said: bool = False) -> list[Reading]:
    """By day, the latest first; with `all_said` also what was taken back or said again."""
    rows = CoordinationLevel.objects.filter(network_id=network_id)
    if not all_said:
        rows = rows.filter(taken_back_at=None)
    made: dict[tuple[date, datetime], Reading] = {}
    for row in rows.order_by("-assessed_on", "-recorded_at", "id"):
        reading = made.setdefault(
            (row.assessed_on, row.recorded_at),
            Reading(
                assessed_on=row.assessed_on,
                said_by=row.said_by,
                recorded_by=row.recorded_by,
                recorded_at=row.recorded_at,
                taken_back=row.taken_back_at is not None,
            ),
        )
        reading.levels[row.criterion] = row
    return list(made.values()) if all_said else _last_of_each_day(list(made.values()))


def _last_of_each_day(readings: list[Reading]) -> list[Reading]:
    days: dict[date, list[Reading]] = defaultdict(list)
    for one in readings:
        days[one.assessed_on].append(one)
    return [of_day[0] for of_day in days.values()]
