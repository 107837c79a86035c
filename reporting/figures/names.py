"""What organisations and services are called: members, and those that only history knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from organisations.directory.models import Service
from organisations.members.models import Organisation, Team
from reporting.history.models import HistoryOrganisation


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    sector: str = ""
    organisation: str = ""


def organisations_named(network_id: UUID) -> dict[str, Named]:
    """Every organisation that was ever a member, by its key in the roll-up, in two queries."""
    past = HistoryOrganisation.objects.filter(network_id=network_id, replaced_by=None)
    found = {
        str(key): Named(name or org_id, sector)
        for key, name, org_id, sector in past.values_list("key", "name", "org_id", "sector")
    }
    rows = Organisation.objects.filter(network_id=network_id, registered_on__isnull=False)
    here = rows.values_list("pk", "name", "sector")
    return found | {str(pk): Named(name, sector) for pk, name, sector in here}


def by_own_id(network_id: UUID, org_id: str) -> str:
    """Whom the network's imported files call so; without one, what was asked."""
    past = HistoryOrganisation.objects.filter(network_id=network_id, replaced_by=None)
    key = past.filter(org_id=org_id).values_list("key", flat=True).first()
    return str(key) if key else org_id


def services_named(network_id: UUID, *, organisation: str = "") -> dict[str, Named]:
    """By id; of one organisation alone, if it is given. In two queries, a table at a time."""
    teams = Team.objects.filter(network_id=network_id).order_by()
    rows = Service.objects.filter(network_id=network_id).order_by()
    if organisation:
        teams = teams.filter(organisation=UUID(organisation))
        rows = rows.filter(team__organisation=UUID(organisation))
    run_by = dict(teams.values_list(_text("pk"), "organisation__name"))
    named = rows.values_list(_text("pk"), "name", _text("team_id"))
    return {key: Named(name, organisation=run_by.get(team) or "") for key, name, team in named}


def _text(name: str) -> Cast:
    """An id as the keys of the roll-up have it, without an object for each on the way."""
    return Cast(name, CharField())


def in_order_of_name(named: dict[str, Named], keys: Iterable[str]) -> list[str]:
    return sorted(keys, key=lambda key: (named[key].name if key in named else "", key))
