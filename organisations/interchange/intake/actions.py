"""An import, decided as a whole, then written as a whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import ExternalId, Service, ServiceChange
from organisations.interchange.intake.incoming import IncomingService, Reading
from organisations.interchange.intake.planning import (
    ORGANISATION,
    SERVICE,
    OrganisationPlan,
    Plan,
    ServicePlan,
    plan_for,
)
from organisations.interchange.intake.queries import here_for, points_of
from organisations.interchange.intake.secrets import without_secrets
from organisations.interchange.intake.sectors import sector_of
from organisations.interchange.intake.writing import write_changes
from organisations.members.actions import NewOrganisation, add_organisation, add_team
from organisations.members.models import Organisation, Team


@transaction.atomic
def import_directory(
    *,
    actor: Actor,
    reading: Reading,
    source: str,
    same: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Plan:
    """Write nothing if anything is wrong, or in a dry run; the plan says what and where.

    New services are drafts for members of the network alone: a person looks at them before
    anybody else sees them.
    """
    here = here_for(actor, source)
    plan = plan_for(_with_points(without_secrets(reading, here)), here, same or {})
    if plan.is_blocked or dry_run:
        return plan
    owners = {
        key: _organisation(actor, one, first_team=_first_team(plan, key))
        for key, one in plan.organisations.items()
    }
    links = _Links(actor.network.id, source, here.linked)
    _give_up_names(plan)
    for key, one in plan.organisations.items():
        for name in one.keys:
            links.remember(ORGANISATION, name, owners[key])
    for service in plan.services:
        written = _service(actor, service, owners, source)
        links.remember(SERVICE, service.incoming.key, written)
    return plan


def _with_points(reading: Reading) -> Reading:
    """Where a place has a postcode and no grid reference, that of the postcode."""
    bare = {
        spot.postcode
        for service in reading.services
        for spot in service.spots.values()
        if spot.easting is None
    }
    points = points_of(bare)
    return replace(reading, services=[_pointed(one, points) for one in reading.services])


def _pointed(service: IncomingService, points: Mapping[str, tuple[int, int]]) -> IncomingService:
    if not service.spots:
        return service
    spots = {
        key: spot._replace(easting=points[spot.postcode][0], northing=points[spot.postcode][1])
        if spot.easting is None and spot.postcode in points
        else spot
        for key, spot in service.spots.items()
    }
    places = sorted(set(spots.values()), key=str)
    return replace(service, spots=spots, state={**service.state, "places": places})


def _first_team(plan: Plan, owner: str) -> str:
    new = (one for one in plan.services if one.owner == owner and one.existing is None)
    return next((one.team for one in new), "")


def _organisation(actor: Actor, plan: OrganisationPlan, *, first_team: str) -> Organisation:
    """A new one is a member from today that has signed no agreement yet: nothing is sent to it."""
    organisation = plan.existing
    if organisation is None:
        organisation = add_organisation(
            network_id=actor.network.id,
            details=NewOrganisation(
                name=plan.incoming.name,
                sector=plan.incoming.sector or sector_of(plan.incoming.name),
            ),
            registered_on=timezone.localdate(),
            first_team=first_team,
        )
    wanted = {change.field: change.after for change in plan.changed}
    wanted = wanted if plan.existing else dict(plan.incoming.details)
    if wanted:
        Organisation.objects.filter(pk=organisation.pk).update(**wanted)
    if wanted or plan.existing is None:
        record(
            "organisation.imported",
            actor=actor,
            subject_kind="organisation",
            subject_id=organisation.pk,
        )
    return organisation


def _give_up_names(plan: Plan) -> None:
    """One may get the name that another has until now: each is free before the first is given."""
    renamed = [
        one.existing.pk
        for one in plan.services
        if one.existing and any(change.field == "name" for change in one.changed)
    ]
    if renamed:
        Service.objects.filter(pk__in=renamed).update(name=Cast("pk", CharField()))


def _service(
    actor: Actor, plan: ServicePlan, owners: Mapping[str, Organisation], source: str
) -> Service:
    service = plan.existing
    # What is here stays with its team, whoever the source says offers it now.
    owner = service.team.organisation if service else owners[plan.owner]
    if service is None:
        service = add_service(
            team=_team(plan.team, owners[plan.owner]),
            details=NewService(name=plan.incoming.name, needs=[]),
        )
        Service.objects.filter(pk=service.pk).update(status=Service.Status.DRAFT)
    if not plan.changed:
        return service
    write_changes(service, plan, owner=owner, source=source)
    ServiceChange.objects.create(
        network_id=actor.network.id,
        service=service,
        at=timezone.now(),
        by_name=f"Import: {source}"[:120],
        what=[change.field for change in plan.changed],
    )
    record("service.imported", actor=actor, subject_kind="service", subject_id=service.pk)
    return service


def _team(name: str, owner: Organisation) -> Team:
    found = Team.objects.filter(network_id=owner.network_id, name=name).first()
    return found or add_team(organisation=owner, name=name)


@dataclass(frozen=True, slots=True)
class _Links:
    """Remembers what the source calls things, so that the next import changes and adds none."""

    network_id: UUID
    source: str
    linked: Mapping[tuple[str, str], UUID]

    def remember(self, kind: str, key: str, became: Organisation | Service) -> None:
        if self.linked.get((kind, key)) == became.pk:
            return
        names = {"network_id": self.network_id, "source": self.source, "kind": kind}
        ExternalId.objects.filter(**names, external_id=key).delete()
        ExternalId.objects.create(**names, external_id=key, object_id=became.pk)
