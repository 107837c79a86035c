"""Stages and levels in words."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.engagement.stages.models import CoordinationLevel, NetworkStage
from organisations.engagement.stages.queries import Reading
from organisations.engagement.stages.rules import CRITERIA, LEVELS_BY_NUMBER, STAGE_NAMES


def stage_in_words(row: NetworkStage) -> str:
    """A code that no longer has a name is shown as it is."""
    return str(STAGE_NAMES.get(row.stage, row.stage))


def stages_shown(rows: list[NetworkStage]) -> list[dict[str, Any]]:
    standing = _standing(rows)
    return [
        {
            "id": row.pk,
            "name": stage_in_words(row),
            "since": _("Since %(day)s") % {"day": moments.full_date(row.since)},
            "said_by": _("%(name)s says so.") % {"name": row.said_by},
            "why": row.why,
            "written": _("Written down by %(name)s on %(day)s")
            % {"name": row.recorded_by, "day": _day(timezone.localdate(row.recorded_at))},
            "stands": row.pk in standing,
            "taken_back": row.taken_back_at is not None,
        }
        for row in rows
    ]


def matrix_shown(readings: list[Reading]) -> dict[str, Any]:
    """A row for each feature, a column for each day: those before stand beside."""
    return {
        "heads": [_day(one.assessed_on) for one in readings],
        "rows": [
            {
                "name": str(criterion.name),
                "about": str(criterion.about),
                "cells": [_cell(one.levels.get(criterion.code)) for one in readings],
            }
            for criterion in CRITERIA
        ],
    }


def readings_shown(readings: list[Reading]) -> list[dict[str, Any]]:
    return [
        {
            "day": _day(one.assessed_on),
            "said_by": _("%(name)s says so.") % {"name": one.said_by},
            "written": _("Written down by %(name)s on %(day)s")
            % {"name": one.recorded_by, "day": _day(timezone.localdate(one.recorded_at))},
            "key": one.recorded_at.isoformat(),
            "taken_back": one.taken_back,
            "words": [
                (str(criterion.name), one.levels[criterion.code].words)
                for criterion in CRITERIA
                if criterion.code in one.levels and one.levels[criterion.code].words
            ],
        }
        for one in readings
    ]


def _cell(level: CoordinationLevel | None) -> dict[str, str]:
    if level is None:
        return {"text": _("Not said"), "colour": "grey"}
    known = LEVELS_BY_NUMBER[level.level]
    return {"text": str(known.name), "colour": known.colour}


def _standing(rows: list[NetworkStage]) -> set[object]:
    """Of each day what was said last, and not taken back: the rows come in that order."""
    days: dict[date, object] = {}
    for row in rows:
        if row.taken_back_at is None:
            days.setdefault(row.since, row.pk)
    return set(days.values())


def _day(day: date) -> str:
    return moments.full_date(day)
