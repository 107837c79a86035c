"""Services as their teams keep them, for the feed to show and an import to bring back."""

from datetime import UTC, datetime, time

from ccs.tenancy.context import Context, Role, enter, system
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import (
    Contact,
    Eligibility,
    Location,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from organisations.members.models import Organisation, Team
from organisations.places.models import Area, Postcode

CANARY = "Wrenfield"


def publish(team: Team, name: str, *, needs=("food",), audience="public", **fields) -> Service:
    """A service with hours, a contact of each kind and a place of its own."""
    service = add_service(team=team, details=NewService(name=name, needs=list(needs)))
    Service.objects.filter(pk=service.pk).update(
        **{
            "status": "published",
            "audience": audience,
            "description": f"What {name} does.",
            "url": "https://quay.example/help",
            "fees": "Free",
            "how_to_apply": "Call or drop in.",
            "languages": ["en", "so"],
            "attending": ["phone", "drop_in"],
            "referrer_contact": f"{CANARY} line for referrers",
            "checked_at": datetime(2026, 6, 1, 12, tzinfo=UTC),
            **fields,
        }
    )
    network = team.network_id
    Eligibility.objects.create(
        network_id=network, service=service, minimum_age=16, takes_nrpf=True, notes="Residents."
    )
    Schedule.objects.create(
        network_id=network, service=service, weekday=1, opens_at=time(9, 30), closes_at=time(12)
    )
    ServiceArea.objects.create(network_id=network, service=service, kind="network")
    for kind in ("public", "members"):
        Contact.objects.create(
            network_id=network,
            service=service,
            audience=kind,
            title="Helpline" if kind == "public" else f"{CANARY} duty worker",
            phone="+442079460018" if kind == "public" else "+442079460999",
            email=f"{kind}@quay.example",
        )
    place(service, f"{name} hall")
    return Service.objects.get(pk=service.pk)


def place(service: Service, name: str, **fields) -> ServiceAtLocation:
    team = Team.objects.get(pk=service.team_id)
    location = Location.objects.create(
        network_id=service.network_id,
        organisation_id=team.organisation_id,
        **{
            "name": name,
            "address": "1 Quay Street",
            "city": "London",
            "postcode": "E1 4NS",
            "easting": 535800,
            "northing": 182100,
            "accessibility": ["step_free"],
            **fields,
        },
    )
    return ServiceAtLocation.objects.create(
        network_id=service.network_id, service=service, location=location
    )


def describe(world, **fields) -> None:
    """Say more of the advice agency."""
    with enter(system(world.network.pk)):
        Organisation.objects.filter(teams=world.advice_line).update(
            **{
                "description": "Advice by the river.",
                "website": "https://quay.example",
                "charity_number": "1234567",
                **fields,
            }
        )


def add_places() -> None:
    """Two councils and two postcodes of the real ones."""
    with enter(Context(role=Role.SYSTEM)):
        Area.objects.bulk_create(
            [
                Area(code="E09000030", name="Tower Hamlets"),
                Area(code="E08000004", name="Oldham"),
            ]
        )
        Postcode.objects.bulk_create(
            [
                Postcode(
                    code="E14NS", easting=535800, northing=182100, local_authority="E09000030"
                ),
                Postcode(
                    code="OL11AA", easting=392000, northing=405000, local_authority="E08000004"
                ),
            ]
        )
