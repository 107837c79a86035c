"""A long list is written by PostgreSQL: no row of it passes through Python.

Names and labels are made safe once a step and looked up by id or code, and not joined:
PostgreSQL cannot know beforehand how many rows a step has, and would plan a join for ten.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from django.db import connection
from psycopg2.extras import Json

from networks.calendar.rules import LONDON
from reporting.exports.cells import PATTERNS, Cells, CsvCells, XlsxCells
from reporting.exports.columns import Column, Kind
from reporting.exports.models import ExportPart

CSV: Final = CsvCells()
_PLAN: Final = """
    INSERT INTO reporting_exportpart (id, network_id, export_id, number, ids)
    SELECT gen_random_uuid(), %(network)s, %(export)s, number, array_agg(id ORDER BY place)
    FROM (
        SELECT id, place, (place - 1) / %(size)s + 1 AS number FROM (
            SELECT id, row_number() OVER (ORDER BY sent_at, id) AS place FROM referrals_referral
            WHERE network_id = %(network)s AND sent_at >= %(first)s AND sent_at < %(after)s
        ) AS placed
    ) AS numbered GROUP BY number
    RETURNING cardinality(ids)
"""


def plan(network_id: UUID, export_id: UUID, *, first: datetime, after: datetime, size: int) -> int:
    """Note the referrals sent in this time, `size` a part; answers how many there are."""
    asked: dict[str, Any] = {
        "network": network_id,
        "export": export_id,
        "first": first,
        "after": after,
        "size": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PLAN, asked)
        return sum(count for (count,) in cursor.fetchall())


def write_csv(part: ExportPart, columns: Sequence[Column]) -> None:
    """Fill the part with its rows where it lies; they never leave the database."""
    sql = f"""
        WITH {_chosen(columns, CSV)}
        UPDATE reporting_exportpart SET content = convert_to(coalesce((
            SELECT string_agg({_row(columns, CSV)}, '' ORDER BY c.sent_at, c.id) FROM chosen c
        ), ''), 'UTF8') WHERE id = %(part)s
    """  # noqa: S608 - names are our own, and values are given apart
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(part, columns))


class Writes(Protocol):
    def write(self, row: bytes, /) -> object: ...


def write_xlsx(part: ExportPart, columns: Sequence[Column], *, day_style: str, to: Writes) -> None:
    """The part's rows as the XML of a sheet: PostgreSQL cannot pack them as a workbook does.

    They come one by one, and with nothing in them that COPY would write in another way.
    """
    cells = XlsxCells(day_style)
    sql = f"""
        COPY (
            WITH {_chosen(columns, cells)}
            SELECT {_row(columns, cells)} FROM chosen c ORDER BY c.sent_at, c.id
        ) TO STDOUT
    """  # noqa: S608 - see above
    with connection.cursor() as cursor:
        cursor.copy_expert(cursor.mogrify(sql, _asked(part, columns)), to)


def _asked(part: ExportPart, columns: Sequence[Column]) -> dict[str, Any]:
    labels = {f"labels_{one.source}": Json(dict(one.labels)) for one in columns if one.labels}
    return {"part": part.pk, "network": part.network_id, **PATTERNS, **labels}


def _chosen(columns: Sequence[Column], cells: Cells) -> str:
    """The part's envelopes, and what is said in them; one that has gone since is left out."""
    read = ", ".join(f"r.{one.source}" for one in columns if one.source != "sent_at")
    said = [
        f"{_names('organisation', cells)} AS organisations",
        f"{_names('team', cells)} AS teams",
    ]
    if any(one.kind == Kind.NEEDS for one in columns):
        said.append(f"{_needs(cells)} AS needs")
    return f"""chosen AS MATERIALIZED (
            SELECT r.id, r.sent_at, {read} FROM referrals_referral r
            WHERE r.id = ANY ((SELECT ids FROM reporting_exportpart WHERE id = %(part)s)::uuid[])
        ), said AS MATERIALIZED (
            SELECT {", ".join(said)}
        )"""  # noqa: S608 - see above


def _row(columns: Sequence[Column], cells: Cells) -> str:
    return cells.row([_cell(one, cells) for one in columns])


def _cell(column: Column, cells: Cells) -> str:
    value = f"c.{column.source}"
    day = f"({value} AT TIME ZONE '{LONDON.key}')::date"
    match column.kind:
        case Kind.TEXT:
            cell = cells.text(value)
        case Kind.PLAIN:
            cell = cells.plain(value)
        case Kind.CODE:
            known = f"{_each(_given(column.source), cells)} ->> {value}::text"
            return cells.or_nothing(known, cells.text(f"{value}::text"))
        case Kind.NEEDS:
            cell = _said("needs", value)
        case Kind.ORGANISATION:
            cell = _said("organisations", value)
        case Kind.TEAM:
            cell = _said("teams", value)
        case Kind.DAY:
            cell = cells.day(day)
        case Kind.MONTH:
            cell = cells.plain(f"left({day}::text, 7)")
        case Kind.NUMBER:
            cell = cells.number(value)
    return cells.or_nothing(cell)


def _said(what: str, value: str) -> str:
    return f"(SELECT {what} FROM said) ->> {value}::text"  # noqa: S608 - names are our own


def _given(source: str) -> str:
    return f"%(labels_{source})s::jsonb"


def _each(labels: str, cells: Cells) -> str:
    """Labels as cells, once a statement."""
    cell = cells.text("value")
    return f"(SELECT jsonb_object_agg(key, {cell}) FROM jsonb_each_text({labels}))"  # noqa: S608 - see above


def _names(table: str, cells: Cells) -> str:
    return (
        f"(SELECT jsonb_object_agg(id, {cells.text('name')}) FROM organisations_{table}"  # noqa: S608 - see above
        " WHERE network_id = %(network)s)"
    )


def _needs(cells: Cells) -> str:
    """Each set of needs that comes in the step, in words: they are far fewer than rows."""
    words = f"coalesce({_given('needs')} ->> need, need)"
    return f"""(
        SELECT jsonb_object_agg(needs::text, {cells.text("words")}) FROM (
            SELECT needs, (SELECT string_agg({words}, '; ' ORDER BY place)
                FROM unnest(needs) WITH ORDINALITY AS one (need, place)) AS words
            FROM (SELECT DISTINCT needs FROM chosen) AS sets
        ) AS worded)"""  # noqa: S608 - see above
