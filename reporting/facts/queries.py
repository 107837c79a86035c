"""Sums of whole years and months, facts of other days, and what is not folded: read at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.queries import live_networks
from reporting.facts.cubes import BY_YEAR, CUBES, keys_sql, measures_sql, source_sql
from reporting.facts.rules import Kept, Reading, readings
from reporting.figures.rules import Period

MONTH = "month"
NETWORK = "network"
_LIVE_NETWORKS = Context(role=Role.PROGRAMME)


class Counted(NamedTuple):
    """How many facts of a measure share the key: the values of what was asked `by`, in its order.

    Values are text; a month is its first day in ISO 8601; empty is "none".
    """

    measure: str
    key: tuple[str, ...]
    n: int


def counted(
    network_id: UUID,
    cube: str,
    measures: str | Iterable[str],
    period: Period,
    *,
    by: Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
) -> list[Counted]:
    """Facts of one network in the period, as they are at this moment.

    `by` and `where` name keys of the cube (`cubes.CUBES`), `by` also `month`. Bounded by the sums
    of the period and the facts of two parts of a month, never by the referrals. Raises KeyError for
    a cube that is not there, ValueError for a key that it has not. Who may ask is for the caller.
    """
    question = _Question(cube, measures, period, by, where or {})
    with enter(system(network_id)):
        return question.answered([network_id])


def counted_everywhere(
    cube: str,
    measures: str | Iterable[str],
    period: Period,
    *,
    by: Sequence[str] = (),
    where: Mapping[str, str | Sequence[str]] | None = None,
) -> list[Counted]:
    """The same of all live networks at once, for the programme; `by` may also name `network`."""
    question = _Question(cube, measures, period, by, where or {})
    with enter(_LIVE_NETWORKS):
        return question.answered([network.pk for network in live_networks()])


class _Question:
    def __init__(
        self,
        cube: str,
        measures: str | Iterable[str],
        period: Period,
        by: Sequence[str],
        where: Mapping[str, str | Sequence[str]],
    ) -> None:
        self.cube, self.names = cube, CUBES[cube]
        self.measures = [measures] if isinstance(measures, str) else list(measures)
        self.period, self.by, self.where = period, tuple(by), where
        unknown = ({*by} | {*where}) - {*self.names, MONTH, NETWORK}
        if unknown:
            raise ValueError(f"{cube!r} has no {', '.join(sorted(unknown))}.")

    def answered(self, networks: list[UUID]) -> list[Counted]:
        with connection.cursor() as cursor:
            cursor.execute(*self._sql(networks))
            return [
                Counted(row[0], tuple(map(str, row[1:-1])), row[-1]) for row in cursor.fetchall()
            ]

    def _sql(self, networks: list[UUID]) -> tuple[str, list[Any]]:
        """The networks stand in it too: no index is found through a policy with a CASE."""
        parts = [*self._added_up(networks), self._facts(networks, self.period, "NOT d.folded")]
        chosen, wanted = self._chosen()
        names = ", ".join(["measure", *(f'"{name}"' for name in self.by)])
        union = " UNION ALL ".join(sql for sql, _params in parts)
        sql = (
            f"SELECT {names}, sum(n)::bigint FROM ({union}) AS facts WHERE {chosen}"  # noqa: S608 - names are our own
            f" GROUP BY {names} HAVING sum(n) <> 0 ORDER BY {names}"
        )
        return sql, [*(one for _sql, params in parts for one in params), *wanted]

    def _added_up(self, networks: list[UUID]) -> Iterator[tuple[str, list[Any]]]:
        yearly = None if MONTH in {*self.by, *self.where} else BY_YEAR.get(self.cube)
        for one in readings(self.period, by_year=yearly is not None):
            if one.kept == Kept.DAYS:
                yield self._facts(networks, one.period, "d.folded", sign=one.sign)
            else:
                cube = yearly if one.kept == Kept.YEARS else None
                yield self._sums(networks, cube or self.cube, one)

    def _sums(self, networks: list[UUID], cube: str, one: Reading) -> tuple[str, list[Any]]:
        keys = [f'keys[{place}] AS "{name}"' for place, name in enumerate(self.names, start=1)]
        sql = (
            f"SELECT measure, month, network_id AS network, {', '.join(keys)}, {one.sign} * n AS n"  # noqa: S608 - names are our own
            " FROM reporting_rollup WHERE network_id = ANY (%s) AND cube = %s"
            " AND measure = ANY (%s) AND month BETWEEN %s AND %s"
        )
        return sql, [networks, cube, self.measures, one.period.first, one.period.last]

    def _facts(
        self, networks: list[UUID], days: Period, which: str, *, sign: int = 1
    ) -> tuple[str, list[Any]]:
        pairs = zip(keys_sql(self.cube), self.names, strict=True)
        keys = [f'{sql} AS "{name}"' for sql, name in pairs]
        sql = (
            "SELECT d.measure, date_trunc('month', d.day)::date AS month, d.network_id AS network,"  # noqa: S608 - names are our own
            f" {', '.join(keys)}, {sign} * d.n AS n FROM reporting_fact d{source_sql(self.cube)}"
            f" WHERE d.network_id = ANY (%s) AND {which} AND {measures_sql(self.cube)}"
            " AND d.measure = ANY (%s) AND d.day BETWEEN %s AND %s"
        )
        return sql, [networks, self.measures, days.first, days.last]

    def _chosen(self) -> tuple[str, list[Any]]:
        wanted = {
            name: [value] if isinstance(value, str) else list(value)
            for name, value in self.where.items()
        }
        conditions = ["true", *(f'"{name}" = ANY (%s)' for name in wanted)]
        return " AND ".join(conditions), list(wanted.values())
