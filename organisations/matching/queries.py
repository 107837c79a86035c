"""Who might help: what is known of each service, read in one go."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.utils import timezone

from ccs.tenancy.context import Role, current
from organisations.capacity.rules import CONFIRMED_FOR
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
    statement, values = statement_of(network_id, asked, also)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        names = [column.name for column in cursor.description]
        rows = cursor.fetchall()
    read = _reader(names)
    return [read(row) for row in rows]


def statement_of(
    network_id: UUID, asked: Asked, also: Collection[UUID] = ()
) -> tuple[str, dict[str, Any]]:
    """The query of `candidates` and its values, for whoever measures it."""
    typed = take_apart(asked.text)
    return _statement(asked, typed, also), _values(network_id, asked, typed, also)


def needs_meant(text: str, *, network_id: UUID) -> list[str]:
    """The needs that the words stand for, misspelt or not, in the taxonomy's order."""
    typed = take_apart(text)
    if not typed.phrases:
        return []
    values = _values(network_id, Asked(), typed, ())
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {sql.MEANT} SELECT code FROM organisations_need"  # noqa: S608 - constants
            " WHERE code IN (SELECT need FROM meant) ORDER BY position",
            values,
        )
        return [code for (code,) in cursor.fetchall()]


def _statement(asked: Asked, typed: Typed, also: Collection[UUID]) -> str:
    asks = [sql.MEETING] if asked.needs else []
    asks += [sql.LIKELY] if typed.words else []
    either = f" OR {sql.ALSO}" if also else ""
    found = sql.FOUND.format(
        likeness=", likeness.mean AS likeness" if typed.words else "",
        words=sql.LIKENESS if typed.words else "",
        limits=f"AND ({' AND '.join(asks)}{either})" if asks else "",
    )
    somewhere = asked.place is not None and asked.place.easting is not None
    known = sql.KNOWN.format(
        nearest="p.easting, p.northing" if somewhere else "NULL AS easting, NULL AS northing",
        likeness="s.likeness::float8" if typed.words else "0::float8 AS likeness",
    )
    before = [sql.MEANT, sql.WORDS] if typed.words else []
    return f"WITH {','.join([*before, found])}{known}{sql.NEAREST if somewhere else ''}"


def _values(network_id: UUID, asked: Asked, typed: Typed, also: Collection[UUID]) -> dict[str, Any]:
    place = asked.place
    known = labels() if typed.phrases else ()
    return {
        "network": network_id,
        "public": current().role == Role.PUBLIC,
        "today": timezone.localdate(),
        "now": timezone.now(),
        "confirmed_since": timezone.now() - CONFIRMED_FOR,
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


def _reader(names: Sequence[str]) -> Callable[[Sequence[Any]], Candidate]:
    """Makes candidates of rows whose columns have these names: hundreds to a search."""
    in_order = itemgetter(*[names.index(one.name) for one in fields(Candidate)])
    lists = [place for place, one in enumerate(fields(Candidate)) if one.name in _SETS]
    areas = [one.name for one in fields(Candidate)].index("areas")
    made: dict[tuple[Any, ...], frozenset[Any]] = {(): frozenset()}

    def kept(key: tuple[Any, ...]) -> frozenset[Any]:
        # Many services say the same: each set is made once.
        found = made.get(key)
        if found is None:
            found = made[key] = frozenset(key)
        return found

    def read(row: Sequence[Any]) -> Candidate:
        values = list(in_order(row))
        for place in lists:
            listed = values[place]
            values[place] = kept(tuple(listed)) if listed else made[()]
        values[areas] = kept(tuple([_area(one) for one in values[areas]]))
        return Candidate(*values)

    return read


@lru_cache(maxsize=1024)
def _area(said: str) -> tuple[str, str]:
    """Of `kind:code`."""
    kind, _colon, code = said.partition(":")
    return kind, code


_SETS: Final = frozenset(
    {
        "needs",
        "network_authorities",
        "route_organisations",
        "genders",
        "tenures",
        "immigration",
        "languages",
        "attending",
    }
)
