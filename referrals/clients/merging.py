"""Which records a team takes for one person: pure."""

from collections.abc import Iterable
from uuid import UUID


class Links:
    """What was merged into what. A person kept may have been merged further."""

    def __init__(self, merged: Iterable[tuple[UUID, UUID]] = ()) -> None:
        self._kept_of = {merged: kept for kept, merged in merged}

    def kept(self, client_id: UUID) -> UUID:
        """The record that stands for this one; itself when it was merged into none."""
        seen = {client_id}
        while (further := self._kept_of.get(client_id)) and further not in seen:
            seen.add(further)
            client_id = further
        return client_id

    def together(self, client_id: UUID) -> set[UUID]:
        """All the records of the person who is kept as this one, itself among them."""
        return {client_id} | {one for one in self._kept_of if self.kept(one) == client_id}
