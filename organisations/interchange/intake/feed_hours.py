"""When an Open Referral UK service is open, and the days on which it is closed."""

import re
from typing import Any, Final

from django.utils.timezone import localdate

from organisations.interchange.intake import cleaning
from organisations.interchange.intake.feed_parts import parts
from organisations.interchange.intake.incoming import Closed, Hours, Remarks
from organisations.interchange.oruk.schedule import (
    CLOSED_THESE_DAYS,
    DAYS,
    OPEN_ON_BANK_HOLIDAYS,
)

_NTH_DAY: Final = re.compile(r"[+-]?\d*")


def hours_in(service: dict[str, Any], remarks: Remarks, place: str) -> list[Hours]:
    """Weekly hours. Every second week or once a month has no row here: a person adds it."""
    found: list[Hours] = []
    for at, row in parts(service, "schedules"):
        where = f"{place}.{at}"
        opens = cleaning.clock(row.get("opens_at"), remarks, f"{where}.opens_at")
        closes = cleaning.clock(row.get("closes_at"), remarks, f"{where}.closes_at")
        days = _weekdays(row)
        if opens is None or closes is None or not days:
            continue
        if opens >= closes:
            remarks.note(where, "It closes before it opens. These hours are left out.")
        elif _is_seldom(row):
            remarks.note(where, "Not every week. These hours are left out: add them as notes.")
        else:
            first = Hours(
                weekday=days[0],
                opens_at=opens,
                closes_at=closes,
                valid_from=cleaning.day(row.get("valid_from"), remarks, f"{where}.valid_from"),
                valid_to=cleaning.day(row.get("valid_to"), remarks, f"{where}.valid_to"),
                on_bank_holidays=OPEN_ON_BANK_HOLIDAYS in cleaning.text(row.get("description")),
                notes=cleaning.line(row.get("notes"), remarks, f"{where}.notes", longest=200),
            )
            found += [first._replace(weekday=weekday) for weekday in days]
    return sorted(set(found), key=str)


def closures_in(service: dict[str, Any], remarks: Remarks, place: str) -> list[Closed]:
    """Our own sentence for closed days, word for word; those that are over are left out."""
    found: set[Closed] = set()
    for at, row in parts(service, "schedules"):
        where = f"{place}.{at}"
        if CLOSED_THESE_DAYS not in cleaning.text(row.get("description")):
            continue
        first = cleaning.day(row.get("valid_from"), remarks, f"{where}.valid_from")
        last = cleaning.day(row.get("valid_to"), remarks, f"{where}.valid_to")
        if first is None or last is None or first > last:
            remarks.note(where, "Closed days need a first and a last day. These are left out.")
        elif last >= localdate():
            reason = cleaning.line(row.get("notes"), remarks, f"{where}.notes", longest=120)
            found.add(Closed(first, last, reason))
    return sorted(found)


def _weekdays(row: dict[str, Any]) -> list[int]:
    days = cleaning.text(row.get("byday")).upper().split(",")
    plain = [_NTH_DAY.sub("", one.strip(), count=1)[:2] for one in days]
    return [DAYS.index(one) + 1 for one in plain if one in DAYS]


def _is_seldom(row: dict[str, Any]) -> bool:
    often = cleaning.text(row.get("freq")).upper() or "WEEKLY"
    return often != "WEEKLY" or cleaning.text(row.get("interval")) not in ("", "1", "1.0")
