"""Norfolk's report of the last quarter, sent with words; and last year's, waiting for them."""

import tomllib
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

import time_machine
from django.utils import timezone

from ccs.tenancy.actor import Actor
from networks.calendar.rules import LONDON
from organisations.demo.acting import acting
from organisations.demo.reading import read_pilot
from reporting.demo.builder import coordinator_of
from reporting.figures.rules import Period
from reporting.packs.actions import begin_pack, save_words, send_pack
from reporting.packs.queries import readers_of, readers_of_reports
from reporting.packs.rules import Kind, period_before, period_of

_WORDS: Final = Path(__file__).with_name("packs.toml")
# So long after the quarter's end the desk has written its words.
_AFTER: Final = timedelta(days=9)


def build(pilot: str) -> str:
    slug, today = read_pilot(pilot)["network"]["slug"], timezone.localdate()
    words: dict[str, Any] = tomllib.loads(_WORDS.read_text())["words"]
    quarter = period_before(Kind.QUARTER, period_of(Kind.QUARTER, today - _AFTER))
    year = period_before(Kind.YEAR, period_of(Kind.YEAR, today - _AFTER))
    with time_machine.travel(_then(quarter)), acting(coordinator_of(slug), slug=slug) as desk:
        _send(desk, quarter, words)
    with time_machine.travel(_then(year)), acting(coordinator_of(slug), slug=slug) as desk:
        begin_pack(actor=desk, kind=Kind.YEAR, first=year.first)
    return "one report sent, one draft"


def _send(desk: Actor, quarter: Period, words: dict[str, str]) -> None:
    """To the council's analyst, and to the manager whose name comes first."""
    pack = begin_pack(actor=desk, kind=Kind.QUARTER, first=quarter.first)
    for section, text in words.items():
        save_words(actor=desk, pack_id=pack.pk, section=section, text=text, seen=0)
    network_id = desk.network.id
    usual = readers_of_reports(network_id) - {desk.identity}
    manager = readers_of(network_id).exclude(pk__in=[*usual, desk.identity]).first()
    send_pack(
        actor=desk,
        pack_id=pack.pk,
        members=[*usual, *([manager.pk] if manager else [])],
    )


def _then(period: Period) -> datetime:
    return datetime.combine(period.last + _AFTER, time(10), tzinfo=LONDON)
