"""A list that the desk asked for, a report that was sent to an analyst, and a draft of another."""

from datetime import date
from typing import Any

from django.utils import timezone

from ccs.tenancy.context import enter, system
from reporting.exports.actions import Wanted, ask_for_export
from reporting.packs.actions import send_pack
from reporting.packs.models import Pack
from reporting.packs.rules import SECTIONS
from tests.world import World

_NOTHING = {"figures": [], "grids": [], "rows": [], "words": []}


def reports(world: World) -> dict[str, Any]:
    with enter(system(world.network.pk)):
        sent, draft = _pack(world, date(2026, 7, 1)), _pack(world, date(2026, 4, 1))
    with world.acting("coordinator") as desk:
        export = ask_for_export(
            actor=desk, wanted=Wanted(date(2026, 7, 1), date(2026, 9, 30), "csv")
        )
        send_pack(actor=desk, pack_id=sent.pk, members=[world.people["analyst"].pk])
    to_write = ("pack_count", "pack_section", "pack_send")
    return {
        "export_id": export.pk,
        "pack_id": sent.pk,
        **{f"reporting:{name} pack_id": draft.pk for name in to_write},
        "reporting:pack_section section": "summary",
        "reporting:download code": "summary",
        "reporting:download format": "csv",
    }


def typed_for_reports(world: World) -> dict[str, dict[str, Any]]:
    boxes = {"first": "1/7/2026", "last": "30/9/2026"}
    days = {
        f"{name}-{part}": value
        for name, day in boxes.items()
        for part, value in zip(("day", "month", "year"), day.split("/"), strict=True)
    }
    return {
        "reporting:exports": {**days, "format": "xlsx"},
        "reporting:packs": {"time": "year_2025-10-01"},
        "reporting:pack_section": {"text": "Our words.", "seen": "0"},
        "reporting:pack_send": {"members": [str(world.people["manager"].pk)]},
        "reporting:pack_correct": {"why": "A number was wrong."},
    }


def _pack(world: World, first: date) -> Pack:
    sections = [{"code": code, "title": code, **_NOTHING} for code in SECTIONS]
    return Pack.objects.create(
        network=world.network,
        kind="quarter",
        first=first,
        last=date(2026, first.month + 2, 30),
        language="en",
        frozen={"sections": sections, "missing": []},
        made_at=timezone.now(),
    )
