"""Which records are one household: by keys that two of them share. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

# More records than this at one address are a hostel or a block, and no household.
MOST_AT_HOME: Final = 8


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of one record: the person's own, of who lives with them, and of the address."""

    own: Collection[str] = ()
    household: Collection[str] = ()
    home: str = ""

    @property
    def recognised(self) -> bool:
        """Whether somebody who comes to another team could be taken for the same."""
        return bool(self.own or self.household or self.home)


def households(people: Mapping[UUID, Known]) -> dict[UUID, UUID]:
    """To each record the one that stands for its household; a record without keys is its own."""
    crowded = Counter(known.home for known in people.values())
    of_key: dict[str, list[UUID]] = defaultdict(list)
    for client, known in people.items():
        for key in {*known.own, *known.household}:
            of_key[key].append(client)
        if known.home and crowded[known.home] <= MOST_AT_HOME:
            of_key[known.home].append(client)
    return _joined(people, of_key.values())


def _joined(people: Iterable[UUID], groups: Iterable[list[UUID]]) -> dict[UUID, UUID]:
    stands: dict[UUID, UUID] = {client: client for client in people}

    def of(client: UUID) -> UUID:
        while stands[client] != client:
            stands[client] = stands[stands[client]]
            client = stands[client]
        return client

    for first, *others in groups:
        for other in others:
            low, high = sorted((of(first), of(other)))
            stands[high] = low
    return {client: of(client) for client in stands}
