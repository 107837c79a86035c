"""One organisation that is paused and one that has left, where all of the desk's work is shown."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_slug
from organisations.agreements.actions import sign_agreement
from organisations.demo.acting import acting
from organisations.directory.actions import NewService, add_service
from organisations.members.actions import Invited, NewOrganisation, add_organisation, enrol
from organisations.standing.actions import leave_network, pause_organisation

SHOWN: Final = ("norfolk",)
PAUSED: Final = "Example Marsh Pantry"
LEFT: Final = "Example Coast Lunch Club"
# An address nobody can have, of somebody whose name says so.
_MANAGERS: Final = {
    PAUSED: ("marsh@demo.example", "Marsh Fictional"),
    LEFT: ("coast@demo.example", "Coast Fictional"),
}
_BEFORE: Final = timedelta(days=60)


def stand_aside(slug: str) -> None:
    """Both by their own managers, as a page would do it."""
    if slug not in SHOWN:
        return
    with time_machine.travel(timezone.now() - _BEFORE):
        made = {name: _member(slug, name) for name in (PAUSED, LEFT)}
    with acting(_MANAGERS[PAUSED][0], slug=slug) as manager:
        pause_organisation(
            actor=manager,
            organisation_id=made[PAUSED],
            reason="Our hall is being repaired.",
            until=timezone.localdate() + timedelta(days=21),
        )
    with acting(_MANAGERS[LEFT][0], slug=slug) as manager:
        leave_network(
            actor=manager,
            organisation_id=made[LEFT],
            reason="It has closed. Its members cook with the pantry now.",
        )


def _member(slug: str, name: str) -> UUID:
    network = network_by_slug(slug)
    if network is None:
        raise ValueError(f"There is no network {slug} in the demo.")
    email, manager = _MANAGERS[name]
    with enter(system(network.pk)):
        organisation = add_organisation(
            network_id=network.pk,
            details=NewOrganisation(name=name, sector="vcs", type="community_group"),
            registered_on=timezone.localdate(),
        )
        sign_agreement(organisation=organisation, name=manager, role="Chair", at=timezone.now())
        team = organisation.teams.get()
        add_service(team=team, details=NewService(name=f"{name} meals", needs=["food"]))
        enrol(
            network_id=network.pk,
            invited=Invited(
                email=email, name=manager, teams=(team.pk,), manages=(organisation.pk,)
            ),
        )
    return organisation.pk
