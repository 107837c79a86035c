"""The times that a pack can be about."""

from uuid import UUID

from django.utils import timezone

from reporting.figures.periods import is_year, label_of, settled_periods
from reporting.packs.models import Pack
from reporting.packs.rules import Kind
from reporting.pages.queries import first_day


def times_to_choose(network_id: UUID) -> list[tuple[str, str]]:
    """Quarters and years that are over, in which there was somebody, and that have no pack."""
    since = first_day(network_id)
    rows = Pack.objects.filter(network_id=network_id).values_list("kind", "first")
    there = {(kind, first) for kind, first in rows}
    found = []
    for period in settled_periods(timezone.localdate()):
        kind = Kind.YEAR if is_year(period) else Kind.QUARTER
        if period.last >= since and (kind.value, period.first) not in there:
            found.append((f"{kind.value}_{period.first}", f"{kind.label}: {label_of(period)}"))
    return found
