"""A place that people here have made secret stays so, whatever a source says of it."""

from dataclasses import replace

from organisations.interchange.intake.incoming import IncomingService, Reading, Remarks, Spot
from organisations.interchange.intake.queries import Here, place_key


def without_secrets(reading: Reading, here: Here) -> Reading:
    """Leaves out the places that are secret here, by what they became or by their address."""
    remarks = Remarks(list(reading.remarks))
    services = [_open(service, here, remarks) for service in reading.services]
    return replace(reading, services=services, remarks=remarks.kept)


def _open(service: IncomingService, here: Here, remarks: Remarks) -> IncomingService:
    kept = {key: spot for key, spot in service.spots.items() if not _is_secret(key, spot, here)}
    if len(kept) == len(service.spots):
        return service
    remarks.note(service.place, "A place of this service is secret here. It is left as it is.")
    state = {field: value for field, value in service.state.items() if field != "places"}
    if kept:
        state["places"] = sorted(set(kept.values()), key=str)
    return replace(service, spots=kept, state=state)


def _is_secret(key: str, spot: Spot, here: Here) -> bool:
    became = here.linked.get(("location", key))
    return became in here.secret_places or place_key(spot.postcode, spot.address) in (
        here.secret_addresses
    )
