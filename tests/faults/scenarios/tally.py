"""How often something was tried, and how often it then was not done, or done again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ccs.outbox.models import OutboxMessage


@dataclass
class Tally:
    """`untold`: somebody did not get the answer that they should."""

    tried: int = 0
    lost: int = 0
    doubled: int = 0
    untold: int = 0

    def count(self, done: int, *, wanted: int = 1, told: bool = True) -> None:
        """One try, and how often it was done where it should have been `wanted` times."""
        self.tried += 1
        self.lost += done < wanted
        self.doubled += done > wanted
        self.untold += not told


# Does something so many times, each time with somebody or something new.
Scenario = Callable[..., Tally]


def told_twice(events: set[UUID] | None = None) -> int:
    """Messages to one person about one event in one way, beyond the first."""
    owed = OutboxMessage.objects.all()
    if events is not None:
        owed = owed.filter(event_id__in=events)
    keys = Counter(owed.values_list("event_id", "recipient_id", "channel"))
    return sum(number - 1 for number in keys.values())
