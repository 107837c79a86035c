"""Making tables: shares, sums by group, and the row to speak of."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext_lazy

from reporting.figures.report import Column, Kind, Row, Sheet

SHARE: Final = Column("share", gettext_lazy("Share"), Kind.SHARE)
N: Final = Column("n", gettext_lazy("Of how many"))
_TENTH: Final = Decimal("0.1")
_HOUR: Final = 60


def share_of(part: int, whole: int) -> Decimal | None:
    """In percent with one decimal, halves rounded up; None of nobody."""
    return _rounded(Decimal(part * 100) / whole) if whole else None


def per(part: int, whole: int) -> Decimal | None:
    """How many for each, to one decimal; None of nobody."""
    return _rounded(Decimal(part) / whole) if whole else None


def largest(sheet: Sheet, code: str) -> Row | None:
    """The row that a sentence about the table begins with; None where there is none."""
    rows = [row for row in sheet.rows if isinstance(row.get(code), int | Decimal) and row[code]]
    return max(rows, key=lambda row: Decimal(str(row[code])), default=None)


def added(counts: Iterable[tuple[str, int]], order: Iterable[str] = ()) -> dict[str, int]:
    """Counts by code, each code once: those of `order` first, then the others by size."""
    sums: dict[str, int] = dict.fromkeys(order, 0)
    known = len(sums)
    for code, count in counts:
        sums[code] = sums.get(code, 0) + count
    items = list(sums.items())
    return dict(items[:known] + sorted(items[known:], key=lambda item: (-item[1], item[0])))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_TENTH, ROUND_HALF_UP)
