"""What was entered for each year: the last version counts."""

from collections.abc import Iterable
from uuid import UUID

from organisations.engagement.yearly.models import YearFigure


def figures_entered(network_id: UUID, years: Iterable[int]) -> dict[tuple[int, str], YearFigure]:
    """By year and code, in a context of that network; what was taken away is left out."""
    rows = YearFigure.objects.filter(network_id=network_id, year__in=list(years))
    last: dict[tuple[int, str], YearFigure] = {}
    for row in rows.order_by("version"):
        last[row.year, row.code] = row
    return {key: row for key, row in last.items() if row.value is not None}


def versions_of(network_id: UUID, year: int, code: str) -> list[YearFigure]:
    """The trail of one figure, the latest first."""
    rows = YearFigure.objects.filter(network_id=network_id, year=year, code=code)
    return list(rows.order_by("-version"))
