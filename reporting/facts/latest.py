"""When somebody last did something: lately from the facts, before that from the sums."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from ccs.tenancy.context import enter, system
from reporting.facts.cubes import CUBES, keys_sql, measures_sql, source_sql

# No month is longer: what these days leave out, the sums of whole months say.
LATELY: Final = timedelta(days=31)


def days_lately(
    network_id: UUID, cube: str, measures: Iterable[str], until: date, *, by: str
) -> dict[str, date]:
    """By a key of the cube, the last day up to `until` on which one of the measures counts any.

    Of the last `LATELY` days, from their facts alone. What was undone since has no day.
    """
    place, asked = _asked(network_id, cube, measures, until, by)
    sql = f"""
        SELECT key, max(day) FROM (
            SELECT {keys_sql(cube)[place]} AS key, d.day FROM {_facts(cube)}
                AND d.day BETWEEN %(since)s AND %(until)s
            GROUP BY 1, d.day, d.measure HAVING sum(d.n) > 0
        ) AS days GROUP BY key
    """  # noqa: S608 - names are our own
    return _rows(network_id, sql, asked)


def days_before(
    network_id: UUID,
    cube: str,
    measures: Iterable[str],
    until: date,
    *,
    by: str,
    of: Collection[str],
) -> dict[str, date]:
    """The same `of` those that `days_lately` did not find, however long ago it is.

    One statement: an index finds the sums of each by themselves, so those cost nothing who never
    did anything. Of those who did, the facts of the month in which they were last seen are read.
    """
    if not of:
        return {}
    place, asked = _asked(network_id, cube, measures, until, by)
    return _rows(network_id, _of_months(cube, place), {**asked, "of": list(of)})


def last_day(network_id: UUID, cube: str, measures: Iterable[str], until: date) -> date | None:
    """Of the whole network, in one statement unless it is long ago."""
    by, measures = CUBES[cube][0], list(measures)
    found = days_lately(network_id, cube, measures, until, by=by)
    if not found:
        place, asked = _asked(network_id, cube, measures, until, by)
        found = _rows(network_id, _of_months(cube, place, whoever=True), asked)
    return max(found.values(), default=None)


def _of_months(cube: str, place: int, *, whoever: bool = False) -> str:
    """The month from the sums, and what is not in them yet; its day from that month's facts.

    A month at a time is read, whoever was last seen in it: each fact once at most.
    """
    key = keys_sql(cube)[place]
    wanted = "true" if whoever else "{} = ANY (%(of)s)"
    return f"""
        WITH seen AS (
            SELECT key, max(month) AS month FROM (
                SELECT key, month FROM (
                    SELECT keys[{place + 1}] AS key, month, measure, n FROM reporting_rollup
                    WHERE network_id = %(network)s AND cube = %(cube)s
                        AND measure = ANY (%(measures)s)
                        AND month < %(month)s AND {wanted.format(f"keys[{place + 1}]")}
                    UNION ALL
                    SELECT {key} AS key, date_trunc('month', d.day)::date, d.measure, d.n
                    FROM {_facts(cube)} AND NOT d.folded AND d.day < %(month)s
                        AND {wanted.format(key)}
                ) AS facts GROUP BY key, month, measure HAVING sum(n) > 0
            ) AS months GROUP BY key
        ), months AS (SELECT DISTINCT month FROM seen)
        SELECT key, max(day) FROM (
            SELECT one.key, one.day FROM months, LATERAL (
                SELECT {key} AS key, d.day, d.measure, d.n FROM {_facts(cube)}
                    AND d.day >= months.month AND d.day < months.month + interval '1 month'
            ) AS one, seen
            WHERE seen.key = one.key AND seen.month = months.month
            GROUP BY one.key, one.day, one.measure HAVING sum(one.n) > 0
        ) AS days GROUP BY key
    """  # noqa: S608 - names are our own


def _facts(cube: str) -> str:
    return (
        f"reporting_fact d{source_sql(cube)} WHERE d.network_id = %(network)s"
        f" AND {measures_sql(cube)} AND d.measure = ANY (%(measures)s)"
    )


def _asked(
    network_id: UUID, cube: str, measures: Iterable[str], until: date, by: str
) -> tuple[int, dict[str, Any]]:
    """And the place of the key in the cube."""
    asked = {
        "network": network_id,
        "cube": cube,
        "measures": list(measures),
        "since": until - LATELY,
        "until": until,
        "month": until.replace(day=1),
    }
    return CUBES[cube].index(by), asked


def _rows(network_id: UUID, sql: str, asked: dict[str, Any]) -> dict[str, date]:
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return dict(cursor.fetchall())
