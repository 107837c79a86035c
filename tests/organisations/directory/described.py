"""A service that says everything there is to say."""

from datetime import date, time

from organisations.directory.actions import (
    ClosedDays,
    MayRefer,
    Opening,
    Paper,
    Reach,
    Served,
    ServiceDetails,
    WhoFor,
)
from organisations.directory.models import Location
from tests.world import World


def place(world: World, name: str = "Quay House", **changes: object) -> Location:
    """A place of the advice agency."""
    fields = {"address": "1 Quay Street", "city": "London", "postcode": "E1 4NS", **changes}
    return Location.objects.create(
        network_id=world.network.pk,
        organisation_id=world.advice_line.organisation_id,
        name=name,
        **fields,
    )


def whole(world: World, *locations: Location, **changes: object) -> ServiceDetails:
    details: dict[str, object] = {
        "name": "Fuel vouchers",
        "needs": ["fuel", "food"],
        "description": "Vouchers for prepayment meters, the same day.",
        "url": "https://quay.example/fuel",
        "fees": "Free",
        "how_to_apply": "Ask at the desk.",
        "alert": "Closed for stocktaking in June.",
        "languages": ["en", "so"],
        "attending": ["drop_in", "phone"],
        "accessibility": ["step_free"],
        "response_time": "The same day",
        "referrer_contact": "Ask for Sam Sample on 020 7946 0102",
        "information_needed": ["prepayment_meter", "household_size"],
        "eligibility": WhoFor(minimum_age=18, takes_nrpf=True, tenures=("social_rent",)),
        "areas": [Served("network")],
        "locations": [location.pk for location in locations],
        "schedules": [Opening(1, time(9), time(17)), Opening(3, time(9), time(12, 30))],
        "closures": [ClosedDays(date(2026, 12, 24), date(2027, 1, 2), "Winter holiday")],
        "contacts": [
            Reach("public", "Front desk", "020 7946 0100", "desk@quay.example"),
            Reach("members", "Duty adviser", "020 7946 0101"),
        ],
        "documents": [Paper("Form", "https://quay.example/form.pdf")],
        "route": "contract",
        "routes": [MayRefer(world.school.organisation_id, 10)],
    }
    return ServiceDetails(**{**details, **changes})  # type: ignore[arg-type]
