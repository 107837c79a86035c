"""Filling the table of postcodes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction

from ccs.tenancy.context import Context, Role, enter
from organisations.places.models import Area, Postcode
from organisations.places.reading import PostcodeRow, RowProblem, read_postcodes

_BATCH = 5000
_CHANGING = ["easting", "northing", "local_authority", "ward", "lsoa", "terminated"]


@dataclass
class Imported:
    """How an import went: nothing was written if there are problems or it was a dry run."""

    rows: int = 0
    problems: list[RowProblem] = field(default_factory=list)


@transaction.atomic
def import_postcodes(*, lines: Iterable[str], dry_run: bool = False) -> Imported:
    """All or nothing, and the same file twice changes nothing. Takes any year's ONSPD."""
    done = Imported()
    found = read_postcodes(lines)
    with enter(Context(role=Role.SYSTEM)):
        while batch := list(islice(found, _BATCH)):
            rows = [row for row in batch if isinstance(row, PostcodeRow)]
            done.problems += [row for row in batch if isinstance(row, RowProblem)]
            done.rows += len(rows)
            if not done.problems and not dry_run:
                _write(rows)
        if done.problems:
            transaction.set_rollback(True)
    return done


@transaction.atomic
def name_areas(names: Iterable[tuple[str, str]]) -> None:
    """Codes and names of council areas and wards."""
    with enter(Context(role=Role.SYSTEM)):
        Area.objects.bulk_create(
            (Area(code=code, name=name) for code, name in names),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name"],
        )


def _write(rows: list[PostcodeRow]) -> None:
    # The last of a repeated postcode counts; one statement may not touch a row twice.
    unique = {row.code: row for row in rows}
    Postcode.objects.bulk_create(
        (
            Postcode(
                code=row.code,
                easting=row.easting,
                northing=row.northing,
                local_authority=row.local_authority,
                ward=row.ward,
                lsoa=row.lsoa,
                terminated=row.terminated,
            )
            for row in unique.values()
        ),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=_CHANGING,
    )
