"""When somebody last did something: its month from the sums, its day from that month's facts."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from ccs.tenancy.context import enter, system
from reporting.facts.cubes import CUBES, keys_sql, measures_sql, source_sql

LATELY: Final = timedelta(days=31)


def last_days(
    network_id: UUID, cube: str, measures: Iterable[str], until: date, *, by: str
) -> dict[str, date]:
    """By a key of the cube, the last day up to `until` on which one of the measures counts any.

    What was undone since has no day. Bounded by the sums of the months and the facts of one month
    for each key; the month of `until` is read by day, because its sum holds later days too.
    """
    place = CUBES[cube].index(by)
    key = keys_sql(cube)[place]
    sql = f"""
        WITH lately AS (
            SELECT key, max(month) AS month FROM (
                SELECT key, month FROM (
                    SELECT keys[{place + 1}] AS key, month, measure, n FROM reporting_rollup
                    WHERE network_id = %(network)s AND cube = %(cube)s
                        AND measure = ANY (%(measures)s) AND month < %(month)s
                    UNION ALL
                    SELECT {key}, date_trunc('month', d.day)::date, d.measure, d.n
                    FROM reporting_fact d{source_sql(cube)}
                    WHERE d.network_id = %(network)s AND NOT d.folded AND {measures_sql(cube)}
                        AND d.measure = ANY (%(measures)s) AND d.day < %(month)s
                    UNION ALL
                    SELECT {key}, %(month)s, d.measure, d.n
                    FROM reporting_fact d{source_sql(cube)}
                    WHERE d.network_id = %(network)s AND {measures_sql(cube)}
                        AND d.measure = ANY (%(measures)s)
                        AND d.day BETWEEN %(month)s AND %(until)s
                ) AS facts GROUP BY key, month, measure HAVING sum(n) > 0
            ) AS months GROUP BY key
        )
        SELECT key, max(day) FROM (
            SELECT lately.key, d.day FROM lately, reporting_fact d{source_sql(cube)}
            WHERE d.network_id = %(network)s AND {measures_sql(cube)}
                AND d.measure = ANY (%(measures)s) AND d.day <= %(until)s
                AND d.day >= lately.month AND d.day < lately.month + interval '1 month'
                AND {key} = lately.key
            GROUP BY lately.key, d.day, d.measure HAVING sum(d.n) > 0
        ) AS days GROUP BY key
    """  # noqa: S608 - names are our own
    asked: dict[str, Any] = {
        "network": network_id,
        "cube": cube,
        "measures": list(measures),
        "until": until,
        "month": until.replace(day=1),
    }
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return dict(cursor.fetchall())


def days_lately(
    network_id: UUID, cube: str, measures: Iterable[str], until: date, *, by: str
) -> dict[str, date]:
    """The same, but only of the last `LATELY` days: read from their facts alone."""
    key = keys_sql(cube)[CUBES[cube].index(by)]
    sql = f"""
        SELECT key, max(day) FROM (
            SELECT {key} AS key, d.day FROM reporting_fact d{source_sql(cube)}
            WHERE d.network_id = %(network)s AND {measures_sql(cube)}
                AND d.measure = ANY (%(measures)s) AND d.day BETWEEN %(since)s AND %(until)s
            GROUP BY 1, d.day, d.measure HAVING sum(d.n) > 0
        ) AS days GROUP BY key
    """  # noqa: S608 - names are our own
    asked: dict[str, Any] = {
        "network": network_id,
        "measures": list(measures),
        "since": until - LATELY,
        "until": until,
    }
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return dict(cursor.fetchall())
