"""Counting a table about people once, and storing what may be shown of it."""

import hashlib
import hmac
import json
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from networks.calendar.rules import LONDON
from reporting.disclosure.families import Family, family_of
from reporting.disclosure.models import Publication
from reporting.disclosure.rules import hidden
from reporting.disclosure.sums import UNSEEN, Counted
from reporting.disclosure.years import (
    added_up,
    as_published,
    hidden_of_other_year,
    hidden_of_year,
)
from reporting.figures.rules import Period, programme_year, quarters_of


def publish(network_id: UUID, family: Family, period: Period) -> Publication | None:
    """Inside the network's `system` context. None: it cannot be counted yet.

    Published once: who comes second, or at the same time, gets what is there.
    """
    if not is_due(family, period, today=timezone.localdate(timezone=LONDON)):
        return None
    found = stored(network_id, family.code, period)
    if found:
        return found
    year = programme_year(period.first)
    made = (
        _of_year(network_id, family, year)
        if period == year
        else _of_quarter(network_id, family, period)
    )
    Publication.objects.bulk_create([made], ignore_conflicts=True)
    return stored(network_id, family.code, period)


def is_due(family: Family, period: Period, *, today: date) -> bool:
    return today >= family.due(period)


def stored(network_id: UUID, code: str, period: Period) -> Publication | None:
    return Publication.objects.filter(
        network_id=network_id, family=code, first=period.first, last=period.last
    ).first()


def _of_quarter(network_id: UUID, family: Family, period: Period) -> Publication:
    counted = _counted(network_id, family, period)
    return _row(network_id, family, period, counted, hidden(counted))


def _of_year(network_id: UUID, family: Family, year: Period) -> Publication:
    """After its quarters, so that they are there to be kept safe."""
    periods = quarters_of(year)
    before = [one for quarter in periods if (one := publish(network_id, family, quarter))]
    shown = [one.cells for one in before]
    again = [_counted(network_id, family, quarter) for quarter in periods]
    counted = added_up(_counted(network_id, family, year), again, family.nearly)
    same = [one.seal for one in before] == [
        _seal(network_id, family, quarter, one) for quarter, one in zip(periods, again, strict=True)
    ]
    if same:
        gone = hidden_of_year(counted, again, shown, family.nearly)
    else:
        counted = as_published(counted, shown, family.nearly)
        gone = hidden_of_other_year(counted, shown)
    return _row(network_id, family, year, counted, gone)


def _counted(network_id: UUID, family: Family, period: Period) -> Counted:
    """With what was published before of the same people."""
    counted = family.counted(network_id, period)
    if not family.follows or family.beside is None:
        return counted
    earlier = publish(network_id, family_of(family.follows), period)
    return family.beside(counted, earlier.cells if earlier else {})


def _row(
    network_id: UUID, family: Family, period: Period, counted: Counted, gone: frozenset[str]
) -> Publication:
    now = timezone.now()
    cells = {
        name: None if name in gone else number
        for name, number in counted.numbers.items()
        if (number or name in gone) and UNSEEN not in name and name not in counted.shown
    }
    return Publication(
        network_id=network_id,
        family=family.code,
        first=period.first,
        last=period.last,
        computed_at=now,
        counted_on=_day(now),
        cells=cells,
        beside={
            name: {what: str(amount) for what, amount in amounts.items()}
            for name, amounts in counted.beside.items()
            if cells.get(name)
        },
        seal=_seal(network_id, family, period, counted),
    )


def _seal(network_id: UUID, family: Family, period: Period, counted: Counted) -> str:
    """The same for the same numbers, and no way back without the site's key."""
    numbers = {name: n for name, n in sorted(counted.numbers.items()) if n}
    told = json.dumps([str(network_id), family.code, str(period.first), str(period.last), numbers])
    key = settings.PSEUDONYM_KEY.encode()
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()


def _day(now: datetime) -> date:
    return now.astimezone(LONDON).date()
