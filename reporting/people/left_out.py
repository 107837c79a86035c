"""Who objected and is in no figure any more: their records, and what was told of them."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from referrals.rights.finding import known_together
from referrals.rights.standing import objected_in
from referrals.tally.models import StoryTally


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Every record of theirs, whichever team wrote it down, and its conversations."""

    clients: frozenset[UUID] = frozenset()
    stories: frozenset[UUID] = frozenset()


_NOBODY: Final = LeftOut()


def left_out(network_id: UUID) -> LeftOut:
    """As it stands now, also of what is told later; inside the network's `system` context."""
    objected = objected_in(network_id)
    if not objected:
        return _NOBODY
    clients = known_together(network_id, objected)
    told = StoryTally.objects.filter(network_id=network_id, client__in=clients)
    stories = told.values_list("assessment_id", flat=True)
    return LeftOut(frozenset(clients), frozenset(stories))
