"""Writes what an import changes of one service: each field, or a set of rows as a whole."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils import timezone

from organisations.directory.models import (
    Closure,
    Contact,
    Eligibility,
    ExternalId,
    Location,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.directory.rules import Audience
from organisations.interchange.intake.incoming import Spot
from organisations.interchange.intake.planning import LOCATION, ServicePlan
from organisations.interchange.intake.state import PLAIN, WHO_FOR, spot_of
from organisations.members.models import Organisation


def write_changes(
    service: Service, plan: ServicePlan, *, owner: Organisation | None, source: str
) -> None:
    wanted = {change.field: change.after for change in plan.changed}
    plain = {field: value for field, value in wanted.items() if field in PLAIN}
    Service.objects.filter(pk=service.pk).update(**plain, changed_at=timezone.now())
    _write_eligibility(service, wanted)
    if "needs" in wanted:
        had = set(service.service_needs.values_list("need_id", flat=True))
        _add(
            ServiceNeed, service, [{"need_id": code} for code in wanted["needs"] if code not in had]
        )
    if "areas" in wanted:
        ServiceArea.objects.filter(service=service).delete()
        _add(ServiceArea, service, [{"kind": kind, "code": code} for kind, code in wanted["areas"]])
    if "hours" in wanted:
        Schedule.objects.filter(service=service).delete()
        _add(Schedule, service, [row._asdict() for row in wanted["hours"]])
    if "closures" in wanted:
        Closure.objects.filter(service=service, ends_on__gte=timezone.localdate()).delete()
        _add(Closure, service, [row._asdict() for row in wanted["closures"]])
    if "contacts" in wanted:
        Contact.objects.filter(service=service, audience=Audience.PUBLIC).delete()
        rows = [{**row._asdict(), "audience": Audience.PUBLIC} for row in wanted["contacts"]]
        _add(Contact, service, rows)
    # The desk's own services are of no organisation, and so have no places.
    if "places" in wanted and owner:
        _write_places(service, plan, owner=owner, source=source)


def _write_eligibility(service: Service, wanted: dict[str, Any]) -> None:
    start = "eligibility."
    fields = {
        name.removeprefix(start): value for name, value in wanted.items() if name.startswith(start)
    }
    if not fields:
        return
    had = Eligibility.objects.filter(service=service)
    kept: dict[str, Any] = next(iter(had.values(*WHO_FOR)), {})
    had.delete()
    _add(Eligibility, service, [_in_order(kept, fields)])


def _in_order(kept: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """A new limit of age puts out an old one that it contradicts."""
    whole = {**kept, **said}
    low, high = whole.get("minimum_age"), whole.get("maximum_age")
    if low is not None and high is not None and low > high:
        whole |= {name: said.get(name) for name in ("minimum_age", "maximum_age")}
    return whole


def _add(model: type[Model], service: Service, rows: list[dict[str, Any]]) -> None:
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's documented way to any model's rows
        model(network_id=service.network_id, service=service, **row) for row in rows
    )


def _write_places(service: Service, plan: ServicePlan, *, owner: Organisation, source: str) -> None:
    """Only the open places are the import's: a secret one stays where people have put it."""
    wanted = {
        _location(key, spot, owner=owner, source=source)
        for key, spot in plan.incoming.spots.items()
    }
    open_places = ServiceAtLocation.objects.filter(service=service, location__is_secret=False)
    had = set(open_places.values_list("location_id", flat=True))
    open_places.filter(location_id__in=had - wanted).delete()
    _add(ServiceAtLocation, service, [{"location_id": one} for one in sorted(wanted - had)])


def _location(key: str, spot: Spot, *, owner: Organisation, source: str) -> UUID:
    """The source's place as ours: as linked before, as one that is the same, or a new one."""
    names = {"network_id": owner.network_id, "source": source, "kind": LOCATION, "external_id": key}
    link = ExternalId.objects.filter(**names).values_list("object_id", flat=True).first()
    own = Location.objects.filter(organisation_id=owner.pk, is_secret=False)
    location = own.filter(pk=link).first() if link else None
    location = location or next((one for one in own if spot_of(one) == spot), None)
    fields = {**spot._asdict(), "accessibility": list(spot.accessibility)}
    if location is None:
        location = Location.objects.create(
            network_id=owner.network_id, organisation=owner, **fields
        )
    elif spot_of(location) != spot:
        own.filter(pk=location.pk).update(**fields)
    if link != location.pk:
        ExternalId.objects.filter(**names).delete()
        ExternalId.objects.create(**names, object_id=location.pk)
    return location.pk
