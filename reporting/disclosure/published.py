"""Tables about people as everybody reads them: the same on a page, in a file and in the API."""

from uuid import UUID

from reporting.disclosure.families import family_of
from reporting.disclosure.publishing import publish
from reporting.disclosure.tables import AtLeast, Table, share, together
from reporting.figures.rules import Period

__all__ = ["AtLeast", "Table", "published", "share", "together"]


def published(network_id: UUID, family: str, period: Period) -> Table | None:
    """Inside the network's `system` context. None: it cannot be counted yet."""
    one = family_of(family)
    found = publish(network_id, one, period)
    if found is None:
        return None
    return Table(found.cells, found.beside, found.counted_on, one.dimensions)
