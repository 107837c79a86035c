"""When somebody last did something, from the sums by day and what was written since."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from ccs.tenancy.context import enter, system
from reporting.facts.cubes import CUBES, keys_sql, measures_sql, source_sql


def last_days(
    network_id: UUID, cube: str, measures: Iterable[str], until: date, *, by: str
) -> dict[str, date]:
    """By a key of the cube, the last day up to `until` on which one of the measures counts any.

    What was undone since has no day. Bounded by the sums of the days, not by the referrals.
    """
    place = CUBES[cube].index(by)
    sql = (
        "SELECT key, max(day) FROM (SELECT key, day FROM ("  # noqa: S608 - names are our own
        f" SELECT keys[{place + 1}] AS key, first AS day, measure, n FROM reporting_rollup"
        " WHERE cube = %s AND grain = 'd' AND measure = ANY (%s) AND first <= %s"
        f" UNION ALL SELECT {keys_sql(cube)[place]}, d.day, d.measure, d.n"
        f" FROM reporting_delta d{source_sql(cube)}"
        f" WHERE {measures_sql(cube)} AND d.measure = ANY (%s) AND d.day <= %s"
        ") AS facts GROUP BY key, day, measure HAVING sum(n) > 0) AS days GROUP BY key"
    )
    wanted = list(measures)
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(sql, [cube, wanted, until, wanted, until])
        return dict(cursor.fetchall())
