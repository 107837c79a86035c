"""The places of an organisation, and what follows when one becomes secret."""

from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.directory.actions.keeping import note
from organisations.directory.models import Location, Service
from organisations.directory.rules import Audience, can_manage_places
from organisations.members.models import Organisation
from organisations.places.models import Postcode
from organisations.places.rules import normalise, shown


class PlaceDetails(NamedTuple):
    name: str
    address: str = ""
    city: str = ""
    postcode: str = ""
    is_secret: bool = False
    accessibility: tuple[str, ...] = ()
    directions: str = ""


@transaction.atomic
def add_place(*, actor: Actor, organisation_id: UUID, details: PlaceDetails) -> Location:
    """Raises NotAllowed unless the actor manages the organisation, or coordinates."""
    here = Organisation.objects.filter(network_id=actor.network.id, left_on=None)
    organisation = here.filter(pk=organisation_id).first()
    if organisation is None or not can_manage_places(actor, organisation_id=organisation_id):
        raise NotAllowed(_("There is no such organisation among yours."))
    place = Location.objects.create(
        network_id=actor.network.id, organisation=organisation, **_columns(details)
    )
    record("location.added", actor=actor, subject_kind="location", subject_id=place.pk)
    return place


@transaction.atomic
def save_place(
    *, actor: Actor, place_id: UUID, details: PlaceDetails, version: str = ""
) -> Location:
    """Made secret, every service there that was for everybody is for members alone at once.

    `version` is `version_of_place` when the page was opened: Conflict when it is another now.
    """
    rows = Location.objects.select_for_update(no_key=True)
    place = rows.filter(pk=place_id, network_id=actor.network.id).first()
    if place is None or not can_manage_places(actor, organisation_id=place.organisation_id):
        raise NotAllowed(_("There is no such place among yours."))
    if version and version != version_of_place(place):
        raise Conflict(
            _(
                "Somebody else changed this place after you opened it. What you typed is still"
                " here. Save again to keep it."
            )
        )
    if details.is_secret and not place.is_secret:
        _hide_services_at(place, actor)
    columns = _columns(details)
    for name, value in columns.items():
        setattr(place, name, value)
    place.save(update_fields=list(columns))
    record("location.changed", actor=actor, subject_kind="location", subject_id=place.pk)
    return place


def details_of_place(place: Location) -> PlaceDetails:
    values = {name: getattr(place, name) for name in PlaceDetails._fields}
    return PlaceDetails(**{**values, "accessibility": tuple(place.accessibility)})


def version_of_place(place: Location) -> str:
    """The same as long as nothing about the place has changed."""
    return sha256(repr(details_of_place(place)).encode()).hexdigest()


def _hide_services_at(place: Location, actor: Actor) -> None:
    open_here = Service.objects.filter(
        pk__in=list(place.at_services.values_list("service_id", flat=True)),
        audience=Audience.PUBLIC,
    )
    for service in open_here.order_by("id"):
        service.audience, service.self_referral = Audience.MEMBERS, False
        service.save(update_fields=["audience", "self_referral", "changed_at"])
        hidden = {"field": "audience", "before": Audience.PUBLIC, "after": Audience.MEMBERS}
        note(service, actor=actor, what=[hidden], at=timezone.now())
        record("service.hidden", actor=actor, subject_kind="service", subject_id=service.pk)


def _columns(details: PlaceDetails) -> dict[str, object]:
    """With the grid reference of the postcode, which says how far away it is."""
    if not details.name.strip():
        raise Problem(_("Enter a name for the place"), field="name")
    code = normalise(details.postcode)
    if details.postcode and not code:
        raise Problem(_("Enter a whole postcode, like E1 4NS"), field="postcode")
    known = Postcode.objects.filter(pk=code).first() if code else None
    return {
        **details._asdict(),
        "accessibility": list(details.accessibility),
        "postcode": shown(code),
        "easting": known.easting if known else None,
        "northing": known.northing if known else None,
    }
