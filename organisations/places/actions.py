"""Filling the tables of postcodes and of areas' names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeVar

from django.db import connection, transaction

from ccs.tenancy.context import Context, Role, enter
from organisations.places.models import Area
from organisations.places.reading import (
    AreaRow,
    PostcodeRow,
    RowProblem,
    read_areas,
    read_postcodes,
)

_Row = TypeVar("_Row", PostcodeRow, AreaRow)
_BATCH: Final = 5000
_PROBLEMS: Final = 100
_COLUMNS: Final = (
    "code",
    "easting",
    "northing",
    "local_authority",
    "ward",
    "lsoa",
    "terminated",
)
# A column travels as one text: a national file has three million rows. (The text of one empty
# value is an empty list, hence coalesce.) Rows that say the same stay untouched, so that
# importing again costs the table nothing.
_WRITE: Final = """
    INSERT INTO organisations_postcode AS old
        (code, easting, northing, local_authority, ward, lsoa, terminated)
    SELECT code, nullif(easting, '')::integer, nullif(northing, '')::integer,
        coalesce(local_authority, ''), coalesce(ward, ''), coalesce(lsoa, ''),
        coalesce(terminated, '')
    FROM unnest(string_to_array(%s, ','), string_to_array(%s, ','), string_to_array(%s, ','),
        string_to_array(%s, ','), string_to_array(%s, ','), string_to_array(%s, ','),
        string_to_array(%s, ',')) AS row
        (code, easting, northing, local_authority, ward, lsoa, terminated)
    ON CONFLICT (code) DO UPDATE SET easting = excluded.easting, northing = excluded.northing,
        local_authority = excluded.local_authority, ward = excluded.ward, lsoa = excluded.lsoa,
        terminated = excluded.terminated
    WHERE (old.easting, old.northing, old.local_authority, old.ward, old.lsoa, old.terminated)
        IS DISTINCT FROM (excluded.easting, excluded.northing, excluded.local_authority,
            excluded.ward, excluded.lsoa, excluded.terminated)
"""


@dataclass
class Imported:
    """How an import went: nothing was written if a line was wrong or it was a dry run.

    `problems` are the first of the `wrong` lines: a file of another kind has millions.
    """

    rows: int = 0
    changed: int = 0
    wrong: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    def refuse(self, problem: RowProblem) -> None:
        self.wrong += 1
        if len(self.problems) < _PROBLEMS:
            self.problems.append(problem)


@transaction.atomic
def import_postcodes(*, lines: Iterable[str], dry_run: bool = False) -> Imported:
    """All or nothing, and the same file twice changes nothing. Takes any year's ONSPD."""
    done = Imported()
    with enter(Context(role=Role.SYSTEM)):
        for rows in _batches(read_postcodes(lines), done):
            if not done.wrong and not dry_run:
                done.changed += _write(rows)
        if done.wrong:
            transaction.set_rollback(True)
    return done


@transaction.atomic
def import_areas(*, lines: Iterable[str], dry_run: bool = False) -> Imported:
    """Names of council areas or wards, all or nothing."""
    done = Imported()
    found = [row for rows in _batches(read_areas(lines), done) for row in rows]
    if not done.wrong and not dry_run:
        done.changed = name_areas((row.code, row.name) for row in found)
    return done


@transaction.atomic
def name_areas(names: Iterable[tuple[str, str]]) -> int:
    """Codes and names of council areas and wards; answers how many are new or changed.

    Of a code named twice, the last counts.
    """
    wanted = dict(names)
    known = dict(Area.objects.filter(pk__in=wanted).values_list("code", "name"))
    changed = {code: name for code, name in wanted.items() if known.get(code) != name}
    with enter(Context(role=Role.SYSTEM)):
        Area.objects.bulk_create(
            (Area(code=code, name=name) for code, name in changed.items()),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        )
    return len(changed)


def _batches(found: Iterable[_Row | RowProblem], done: Imported) -> Iterator[list[_Row]]:
    """The good rows by thousands, while the bad ones are noted."""
    left = iter(found)
    while batch := list(islice(left, _BATCH)):
        rows: list[_Row] = []
        for row in batch:
            if isinstance(row, RowProblem):
                done.refuse(row)
            else:
                rows.append(row)
        done.rows += len(rows)
        yield rows


def _write(rows: list[PostcodeRow]) -> int:
    """How many of them are new or changed."""
    # The last of a repeated postcode counts; one statement may not touch a row twice.
    unique = {row.code: row for row in rows}.values()
    columns = [",".join(_text(getattr(row, name)) for row in unique) for name in _COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, columns)
        return int(cursor.rowcount)


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)
