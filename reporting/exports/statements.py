"""A long list is written by PostgreSQL: no row of it passes through Python.

Names and labels are made safe once a step and looked up by id or code, and not joined:
PostgreSQL cannot know beforehand how many rows a step has, and would plan a join for ten.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
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
        SELECT id, place, (place - 1) / %(size)s AS number FROM (
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


def write_csv(part: ExportPart, columns: Sequence[Column], *, before: bytes) -> None:
    """Fill the part with its rows where it lies; they never leave the database."""
    sql = f"""
        WITH {_chosen(columns, CSV)}
        UPDATE reporting_exportpart
        SET content = %(before)s || convert_to({_rows(columns, CSV)}, 'UTF8')
        WHERE id = %(part)s RETURNING id
    """  # noqa: S608 - names are our own, and values are given apart
    _answer(sql, part, columns, before=before)


def xlsx_rows(part: ExportPart, columns: Sequence[Column], *, day_style: str) -> str:
    """The part's rows as the XML of a sheet: PostgreSQL cannot pack them as a workbook does."""
    cells = XlsxCells(day_style)
    sql = f"WITH {_chosen(columns, cells)} SELECT {_rows(columns, cells)}"
    return str(_answer(sql, part, columns))


def _answer(sql: str, part: ExportPart, columns: Sequence[Column], **given: Any) -> Any:
    labels = {f"labels_{one.source}": Json(dict(one.labels)) for one in columns if one.labels}
    asked = {"part": part.pk, "network": part.network_id, **PATTERNS, **labels, **given}
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        [(answer,)] = cursor.fetchall()
    return answer


def _chosen(columns: Sequence[Column], cells: Cells) -> str:
    """The part's envelopes, and what is said in them; one that has gone since is left out."""
    read = ", ".join(f"r.{one.source}" for one in columns if one.source != "sent_at")
    return f"""chosen AS MATERIALIZED (
            SELECT r.id, r.sent_at, {read} FROM referrals_referral r
            WHERE r.id = ANY ((SELECT ids FROM reporting_exportpart WHERE id = %(part)s)::uuid[])
        ), said AS MATERIALIZED (
            SELECT {_names("organisation", cells)} AS organisations,
                {_names("team", cells)} AS teams, {_needs(cells)} AS needs
        )"""  # noqa: S608 - see above


def _rows(columns: Sequence[Column], cells: Cells) -> str:
    """In the order in which they were noted."""
    row = cells.row([_cell(one, cells) for one in columns])
    return f"coalesce((SELECT string_agg({row}, '' ORDER BY c.sent_at, c.id) FROM chosen c), '')"  # noqa: S608 - see above


def _cell(column: Column, cells: Cells) -> str:
    value = f"c.{column.source}"
    day = f"({value} AT TIME ZONE '{LONDON.key}')::date"
    match column.kind:
        case Kind.TEXT:
            cell = cells.text(value)
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
