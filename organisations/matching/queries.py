"""Who might help: what is known of each service, read in one go."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from ccs.tenancy.context import Role, current
from organisations.capacity.rules import is_confirmed
from organisations.matching import sql
from organisations.matching.rules import Asked, Candidate
from organisations.matching.words import Typed, labels, take_apart

# How alike a typed word and a name must be: "iland" finds "Island", "advise" finds "Advice".
_ALIKE: Final = 0.45
_MISSPELT: Final = 0.4
# An average of fewer answers says nothing about the next one.
_ENOUGH_ANSWERS: Final = 10


def candidates(*, network_id: UUID, asked: Asked, also: Collection[UUID] = ()) -> list[Candidate]:
    """The services that meet any of the needs and that every word finds; nothing asked, all.

    Only what could be referred to: published, of a team that is open, of an organisation that
    is here and receives. `also` are kept whatever was asked. One query; the walls of the
    context in force decide what is seen. The public's answers know nothing of who may refer
    and who signed.
    """
    typed = take_apart(asked.text)
    statement = _statement(asked, typed, also)
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(network_id, asked, typed, also))
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    now = timezone.now()
    return [_candidate(row, confirmed=is_confirmed(row["confirmed_at"], now=now)) for row in rows]


def needs_meant(text: str, *, network_id: UUID) -> list[str]:
    """The needs that the words stand for, misspelt or not, in the taxonomy's order."""
    typed = take_apart(text)
    if not typed.phrases:
        return []
    values = _values(network_id, Asked(), typed, ())
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql.MEANT} SELECT code FROM organisations_need"  # noqa: S608 - constants
            " WHERE code IN (SELECT need FROM meant) ORDER BY position",
            values,
        )
        return [code for (code,) in cursor.fetchall()]


def _statement(asked: Asked, typed: Typed, also: Collection[UUID]) -> str:
    columns, tables, limits = sql.COLUMNS, sql.TABLES, []
    if _is_somewhere(asked):
        columns, tables = f"{columns}, p.easting, p.northing", f"{tables}{sql.NEAREST}"
    if asked.needs:
        limits.append(sql.MEETING)
    if typed.words:
        columns, tables = f"{columns}, likeness.mean AS likeness", f"{tables}{sql.LIKENESS}"
        limits.append(sql.FOUND)
    chosen = " AND ".join(limits)
    where = f" AND ({chosen}{f' OR {sql.ALSO}' if also else ''})" if limits else ""
    first = f"{sql.MEANT}{sql.WORDS}" if typed.words else ""
    return f"{first}{columns}{tables}{sql.WHERE}{where}"


def _values(network_id: UUID, asked: Asked, typed: Typed, also: Collection[UUID]) -> dict[str, Any]:
    place = asked.place
    known = labels() if typed.phrases else ()
    return {
        "network": network_id,
        "public": current().role == Role.PUBLIC,
        "today": timezone.localdate(),
        "enough": _ENOUGH_ANSWERS,
        "needs": list(asked.needs),
        "also": list(also),
        "easting": place.easting if place else None,
        "northing": place.northing if place else None,
        "alike": _ALIKE,
        "misspelt": _MISSPELT,
        "labels": [word for word, _need in known],
        "label_needs": [need for _word, need in known],
        "words": [word for _place, word in typed.words],
        "places": [position for position, _word in typed.words],
        "phrases": [phrase.text for phrase in typed.phrases],
        "firsts": [phrase.first for phrase in typed.phrases],
        "lasts": [phrase.last for phrase in typed.phrases],
    }


def _is_somewhere(asked: Asked) -> bool:
    return asked.place is not None and asked.place.easting is not None


def _candidate(row: dict[str, Any], *, confirmed: bool) -> Candidate:
    minutes = row.pop("typical_minutes")
    row["areas"] = frozenset((kind, code) for kind, code in row["areas"])
    for name in _SETS:
        row[name] = frozenset(row[name] or ())
    row["likeness"] = float(row.get("likeness") or 0)
    return Candidate(
        **row, confirmed=confirmed, response_hours=None if minutes is None else minutes / 60
    )


_SETS: Final = (
    "needs",
    "network_authorities",
    "route_organisations",
    "genders",
    "tenures",
    "immigration",
    "languages",
    "attending",
)
