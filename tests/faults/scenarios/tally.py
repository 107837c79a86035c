"""How often something was tried, and how often it then was not done, or done again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ccs.outbox.models import OutboxMessage


@dataclass
class Tally:
    """`struck`: in how many tries the fault was seen to happen. `untold`: wrong answers."""

    tried: int = 0
    struck: int = 0
    lost: int = 0
    doubled: int = 0
    untold: int = 0

    def count(self, done: int, *, wanted: int = 1, told: bool = True, struck: bool = True) -> None:
        """One try, and how often it was done where it should have been `wanted` times."""
        self.tried += 1
        self.struck += struck
        self.lost += done < wanted
        self.doubled += done > wanted
        self.untold += not told

    @property
    def valid(self) -> bool:
        """What did not happen shows nothing."""
        return 0 < self.tried == self.struck

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.untold)


# Does something so many times, each time with somebody or something new.
Scenario = Callable[..., Tally]


def told_twice(events: set[UUID] | None = None) -> int:
    """Messages to one person about one event in one way, beyond the first."""
    owed = OutboxMessage.objects.all()
    if events is not None:
        owed = owed.filter(event_id__in=events)
    keys = Counter(owed.values_list("event_id", "recipient_id", "channel"))
    return sum(number - 1 for number in keys.values())
