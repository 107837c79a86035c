"""What a page asks besides its figure: always as the network's own system."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Min

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.members.models import Organisation
from reporting.figures.report import Choice, Words
from reporting.history.models import HistoryOrganisation


def options_of(choice: Choice, network_id: UUID) -> Sequence[tuple[str, Words]]:
    if choice.options is None:
        return ()
    with enter(system(network_id)):
        return choice.options(network_id)


def first_day(network_id: UUID) -> date:
    """Since when there is something to count: the first member, of now or of imported history."""
    with enter(system(network_id)):
        days = [
            rows.filter(network_id=network_id).aggregate(first=Min("registered_on"))["first"]
            for rows in (Organisation.objects, HistoryOrganisation.objects)
        ]
        founded = Network.objects.values_list("created_at", flat=True).get(pk=network_id)
    return min(day for day in (*days, founded.date()) if day)
