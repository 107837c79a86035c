"""Entering a figure of a year, correcting it, and taking it away: each a version of its own."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.workstreams.rules import programme_year
from organisations.engagement.yearly.models import YearFigure
from organisations.engagement.yearly.queries import versions_of
from organisations.engagement.yearly.rules import ENTRIES_BY_CODE, FIRST_YEAR, MOST, Unit

_PENCE: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Entered:
    """Nothing as a `value` takes the figure away; `source` says who counted."""

    value: Decimal | None
    source: str
    note: str = ""


def enter_figure(*, actor: Actor, year: int, code: str, entered: Entered, seen: int) -> YearFigure:
    """`seen` is the version that the form was made from, 0 for none: of two at once one wins."""
    if not can_enter(actor, year, code):
        raise NotAllowed(_("There is no such figure here."))
    _check(code, entered)
    last = next(iter(versions_of(actor.network.id, year, code)), None)
    if last and last.version == seen + 1 and _same(last, entered) and last.entered_by == actor.name:
        return last
    if (last.version if last else 0) != seen:
        raise _late(last)
    row = YearFigure(
        network_id=actor.network.id,
        year=year,
        code=code,
        version=seen + 1,
        value=entered.value,
        source=entered.source.strip(),
        note=entered.note.strip(),
        entered_by=actor.name,
        entered_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record(
                "year_figure.entered", actor=actor, subject_kind="year_figure", subject_id=row.pk
            )
    except IntegrityError as error:
        raise _late(None) from error
    return row


def can_enter(actor: Actor, year: int, code: str) -> bool:
    this_year = programme_year(timezone.localdate())
    known = code in ENTRIES_BY_CODE and FIRST_YEAR <= year <= this_year
    return "coordinator" in actor.roles and known


def _check(code: str, entered: Entered) -> None:
    if not entered.source.strip():
        raise Problem(_("Enter who counted it, or where it is written"), field="source")
    if entered.value is None:
        return
    whole = ENTRIES_BY_CODE[code].unit != Unit.POUNDS
    if not 0 <= entered.value <= MOST or entered.value != entered.value.quantize(_PENCE):
        raise Problem(_("Enter a number, like 1250"), field="value")
    if whole and entered.value != entered.value.to_integral_value():
        raise Problem(_("Enter a whole number, like 1250"), field="value")


def _same(row: YearFigure, entered: Entered) -> bool:
    """A double click."""
    said = (entered.value, entered.source.strip(), entered.note.strip())
    return (row.value, row.source, row.note) == said


def _late(last: YearFigure | None) -> Conflict:
    if last is None:
        return Conflict(_("Somebody else entered this figure at the same time."))
    said = {"name": last.entered_by}
    return Conflict(_("%(name)s entered this figure while you were writing.") % said)
