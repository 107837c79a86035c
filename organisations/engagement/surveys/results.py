"""What was published of a wave, as it is read: numbers, or None where a number is too small."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.rules import ALL, WELL, WHOLE, Item, items_of


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a hundred gave one of the first two answers, of `n` who answered."""

    percent: Decimal | None
    n: int | None


def published(wave: SurveyWave) -> list[Item]:
    """The questions whose answers were counted; none while it is open."""
    return items_of(wave.items) if wave.results else []


def count_of(wave: SurveyWave, item: str, answer: str, group: str = ALL) -> int | None:
    """None where it was not asked or is hidden: `asked` tells them apart."""
    cells: dict[str, Any] = (wave.results or {}).get("items", {}).get(item, {}).get(group, {})
    return cells.get(answer)


def asked(wave: SurveyWave, item: str) -> bool:
    return bool(wave.results) and item in wave.items


def share_of(wave: SurveyWave, item: str, group: str = ALL) -> Share:
    """Of all who answered, those who do not know among them."""
    well, n = count_of(wave, item, WELL, group), count_of(wave, item, WHOLE, group)
    return Share(None if well is None or not n else percent(well, n), n)


def answered_by(wave: SurveyWave, group: str = ALL) -> int | None:
    people: dict[str, int | None] = (wave.results or {}).get("people", {})
    return people.get(group)


def hours_of(wave: SurveyWave) -> tuple[int | None, int | None]:
    """Hours saved in a week by all together, and how many people said so."""
    told: dict[str, int | None] = (wave.results or {}).get("hours", {})
    return told.get("hours"), told.get("people")


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(part * 100) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def in_series(waves: Sequence[SurveyWave]) -> list[SurveyWave]:
    """Those that were published, the first one first."""
    told = [wave for wave in waves if wave.results]
    return sorted(told, key=lambda wave: (wave.opens_on, str(wave.pk)))
