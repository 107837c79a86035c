"""Folding what was written into the sums, and making the sums anew from everything."""

import logging
from uuid import UUID

from django.db import connection

from ccs.tenancy.context import enter, system
from networks.networks.queries import every_network_id
from reporting.facts.cubes import BY_YEAR, CUBES, keys_sql, measures_sql, source_sql

logger = logging.getLogger(__name__)

# A statement takes this many at most, so that nobody waits long for what it holds.
BATCH = 50_000

# Held until commit: two that fold one network would each wait for the other's sums.
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('reporting.facts'), hashtext(%s))"
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('reporting.facts'), hashtext(%s))"

_MONTH = "date_trunc('month', d.day)::date"
# October to September.
_YEAR = "(date_trunc('year', d.day + interval '3 months') - interval '3 months')::date"


def _summed(cube: str, called: str, month: str) -> str:
    return (
        f"SELECT d.network_id, '{called}' AS cube, d.measure, {month} AS month,"  # noqa: S608 - names are our own
        f" ARRAY[{', '.join(keys_sql(cube))}]::varchar[] AS keys, d.n"
        f" FROM d{source_sql(cube)} WHERE {measures_sql(cube)}"
    )


_SUMS = " UNION ALL ".join(
    [
        *(_summed(cube, cube, _MONTH) for cube in CUBES),
        *(_summed(cube, called, _YEAR) for cube, called in BY_YEAR.items()),
    ]
)
_ADD_UP = f"""
    INSERT INTO reporting_rollup (id, network_id, cube, measure, month, keys, n)
    SELECT gen_random_uuid(), network_id, cube, measure, month, keys, sum(n)
    FROM ({_SUMS}) AS facts GROUP BY network_id, cube, measure, month, keys
    HAVING sum(n) <> 0
    ON CONFLICT (network_id, cube, measure, month, keys)
    DO UPDATE SET n = reporting_rollup.n + excluded.n
"""  # noqa: S608 - names are our own
# By their places, which are found once: by their ids each would be looked for among all the others.
_FOLD = f"""
    WITH d AS (
        UPDATE reporting_fact SET folded = true
        WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM reporting_fact WHERE network_id = %(network)s AND NOT folded
            LIMIT %(most)s
        ))
        RETURNING *
    ), summed AS ({_ADD_UP})
    SELECT count(*) FROM d
"""  # noqa: S608 - names are our own

# One statement sees one moment: what is written meanwhile is not deleted and is folded later.
_COUNT_AGAIN = """
    WITH summed AS (DELETE FROM reporting_rollup WHERE network_id = %(network)s),
    written AS (DELETE FROM reporting_fact WHERE network_id = %(network)s)
    INSERT INTO reporting_fact (
        id, network_id, measure, day, from_organisation_id, to_organisation_id, from_team_id,
        to_team_id, service_id, from_sector, to_sector, from_type, to_type, from_scheme, to_scheme,
        needs, urgency, reason, minutes, in_time, n, folded
    )
    SELECT gen_random_uuid(), f.*, 1, true FROM (
        SELECT f.* FROM referrals_referral r, LATERAL reporting_facts_of(r) f
        WHERE r.network_id = %(network)s
        UNION ALL
        SELECT f.* FROM reporting_historyreferral h, LATERAL reporting_history_facts_of(h) f
        WHERE h.network_id = %(network)s
    ) f
"""
_SUM_AGAIN = f"""
    WITH d AS (SELECT * FROM reporting_fact WHERE network_id = %(network)s AND folded) {_ADD_UP}
"""  # noqa: S608 - names are our own


def fold(network_id: UUID) -> int:
    """Put what was written since into the sums; answers how many facts, at most `BATCH`.

    Nothing where somebody else is at it. No figure changes: what is read is both together.
    """
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(_ALONE, [str(network_id)])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_FOLD, {"network": network_id, "most": BATCH})
        return int(cursor.fetchone()[0])


def fold_all() -> None:
    """Of every network, until little is left to add up at each look."""
    for network_id in every_network_id():
        while fold(network_id) == BATCH:
            logger.info("facts.folded", extra={"rows": BATCH})


def rebuild(network_id: UUID) -> int:
    """Make the sums anew from every referral and all history; answers how many facts there are.

    Others go on writing: what they commit meanwhile is counted as ever.
    """
    with enter(system(network_id)), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [str(network_id)])
        cursor.execute(_COUNT_AGAIN, {"network": network_id})
        facts = cursor.rowcount
        cursor.execute(_SUM_AGAIN, {"network": network_id})
    return facts
