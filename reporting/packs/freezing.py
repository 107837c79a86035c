"""Everything that a pack shows, counted once and kept as it was: finished words and pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from referrals.learning.queries import public_notes
from reporting.exports.paper import Part
from reporting.exports.shown import Rows, Shown, shown
from reporting.figures.asking import asked_for, count
from reporting.figures.report import Figure, figures
from reporting.figures.rules import Period
from reporting.packs.annex import annex_of
from reporting.packs.comparing import compared_summary
from reporting.packs.rules import SECTIONS


def frozen_of(network_id: UUID, kind: str, period: Period, *, today: date) -> dict[str, Any]:
    """In the language of now. As JSON: a list of sections, in their order."""
    parts = {
        code: Part(str(title), figures=list(_figures(codes, network_id, period, today)))
        for code, (title, codes) in SECTIONS.items()
    }
    parts["summary"].grids.append(compared_summary(network_id, kind, period, today=today))
    parts["learning"].rows.extend(_learnt(network_id, period))
    parts["annex"].grids.extend(annex_of(network_id, period, today=today))
    every = [one for part in parts.values() for one in part.figures]
    parts["definitions"].rows.extend(_definitions(every))
    return {
        "sections": [{"code": code, **asdict(part)} for code, part in parts.items()],
        "missing": _not_yet(every, network_id, period, today),
    }


def _figures(
    codes: Sequence[str], network_id: UUID, period: Period, today: date
) -> Iterator[Shown]:
    known = figures()
    for figure in (known[code] for code in codes if code in known):
        try:
            asked = asked_for(figure, network_id, period, today=today)
        except Problem:  # about people, and not yet published: said in `missing`
            continue
        yield shown(figure, asked, count(figure, asked))


def _learnt(network_id: UUID, period: Period) -> Rows:
    """What everybody may read of it, told in this time."""
    with enter(system(network_id)):
        notes = public_notes(network_id)
    told = [
        one
        for one in notes
        if one.published_at and period.first <= localdate(one.published_at) <= period.last
    ]
    rows: Rows = []
    for note in told:
        rows.append((_("You said: %(title)s") % {"title": note.title}, note.heard))
        if note.changed:
            rows.append((_("We did"), note.changed))
    return rows


def _definitions(every: Sequence[Shown]) -> Rows:
    """A paragraph for each figure: what it is, what is counted, and out of what."""
    return [
        (one.title, " ".join([one.definition[0][1], *map(_after_colon, one.definition[1:])]))
        for one in every
    ]


def _after_colon(row: tuple[str, str]) -> str:
    name, value = row
    return f"{name}: {value}"


def _not_yet(every: Sequence[Shown], network_id: UUID, period: Period, today: date) -> list[str]:
    """Titles of the figures about people that cannot be counted for this time so far."""
    there = {one.code for one in every}
    wanted = {code for _title, codes in SECTIONS.values() for code in codes}
    return [
        str(one.title)
        for one in figures().values()
        if one.code in wanted - there and _is_late(one, network_id, period, today)
    ]


def _is_late(figure: Figure, network_id: UUID, period: Period, today: date) -> bool:
    try:
        asked_for(figure, network_id, period, today=today)
    except Problem:
        return True
    return False
