"""A service's parts, read into one value and written back from it.

Rows that stay as they were keep their ids: the feed publishes them.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Model, QuerySet

from organisations.directory.actions.details import (
    ClosedDays,
    MayRefer,
    Opening,
    Paper,
    Reach,
    Served,
    ServiceDetails,
    WhoFor,
)
from organisations.directory.models import Service
from organisations.directory.rules import ITEMS, Attending, Route
from organisations.needs.rules import NEEDS

PLAIN: Final = (
    "name", "description", "audience", "route", "scheme", "url", "fees", "how_to_apply", "alert",
    "self_referral", "response_time", "referrer_contact",
)  # fmt: skip
LISTS: Final = ("languages", "attending", "accessibility", "information_needed")
_Make = Callable[[Any], Hashable]


def _same(kind: Any) -> _Make:
    """A row as the value it stands for: the value's fields are the row's."""
    return lambda row: kind(**{name: getattr(row, name) for name in kind._fields})


# By field of `ServiceDetails`: the reverse name of its rows, and how a row is read.
_PARTS: Final[dict[str, tuple[str, _Make]]] = {
    "needs": ("service_needs", lambda row: row.need_id),
    "areas": ("areas", _same(Served)),
    "locations": ("at_locations", lambda row: row.location_id),
    "schedules": ("schedules", _same(Opening)),
    "closures": ("closures", _same(ClosedDays)),
    "contacts": ("contacts", _same(Reach)),
    "documents": ("documents", _same(Paper)),
    "routes": ("routes", _same(MayRefer)),
}
_KEYS: Final = {"needs": "need_id", "locations": "location_id"}


def with_parts(services: QuerySet[Service]) -> QuerySet[Service]:
    """One query for each kind of part, however many services."""
    return services.prefetch_related("eligibilities", *(name for name, _read in _PARTS.values()))


def details_of(service: Service) -> ServiceDetails:
    """All that its page says now, in one settled order."""
    parts: dict[str, Any] = {
        field: [read(row) for row in getattr(service, name).all()]
        for field, (name, read) in _PARTS.items()
    }
    kept = next(iter(service.eligibilities.all()), None)
    return settled(
        ServiceDetails(
            **{field: getattr(service, field) for field in (*PLAIN, *LISTS)},
            eligibility=_who_for(kept) if kept else WhoFor(),
            **parts,
        )
    )


def settled(details: ServiceDetails) -> ServiceDetails:
    """The same with nothing twice and in one order, so that two can be compared.

    A service that takes referrals from anyone names nobody.
    """
    lists: dict[str, Any] = {
        field: tuple(sorted(set(getattr(details, field)), key=str))
        for field in ("areas", "locations", "schedules", "closures", "contacts", "documents")
    }
    named = () if details.route == Route.ANYONE else sorted(set(details.routes), key=str)
    lists["routes"] = tuple(named)
    for field, order in _ORDERS.items():
        lists[field] = _ordered(getattr(details, field), order)
    stripped = {
        field: getattr(details, field).strip()
        for field in PLAIN
        if isinstance(getattr(details, field), str)
    }
    who = details.eligibility
    who = who._replace(
        genders=tuple(sorted(set(who.genders))),
        tenures=tuple(sorted(set(who.tenures))),
        immigration=tuple(sorted(set(who.immigration))),
        notes=who.notes.strip(),
    )
    return replace(details, **stripped, **lists, eligibility=who)


def write_parts(service: Service, before: ServiceDetails | None, after: ServiceDetails) -> None:
    """Both settled. Rows that are no longer said go, new ones come."""
    for field, (name, read) in _PARTS.items():
        had = set(getattr(before, field)) if before else set()
        wanted = getattr(after, field)
        rows: Any = getattr(service, name)
        gone = had - set(wanted)
        if gone:
            rows.filter(pk__in=[row.pk for row in rows.all() if read(row) in gone]).delete()
        new = [_columns(field, value) for value in wanted if value not in had]
        _add(rows.model, service, new)
    if before is None or before.eligibility != after.eligibility:
        _write_eligibility(service, after.eligibility)


def _write_eligibility(service: Service, who: WhoFor) -> None:
    rows: Any = service.eligibilities
    rows.all().delete()
    if who != WhoFor():
        lists = {name: list(getattr(who, name)) for name in ("genders", "tenures", "immigration")}
        _add(rows.model, service, [{**who._asdict(), **lists}])


def _who_for(row: Any) -> WhoFor:
    values: dict[str, Any] = {name: getattr(row, name) for name in WhoFor._fields}
    for name in ("genders", "tenures", "immigration"):
        values[name] = tuple(values[name])
    return WhoFor(**values)


def _columns(field: str, value: Any) -> dict[str, Any]:
    return {_KEYS[field]: value} if field in _KEYS else dict(value._asdict())


def _add(model: type[Model], service: Service, rows: list[dict[str, Any]]) -> None:
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's documented way to any model's rows
        model(network_id=service.network_id, service_id=service.pk, **row) for row in rows
    )


_ORDERS: Final[dict[str, list[str]]] = {
    "needs": list(NEEDS),
    "attending": list(Attending.values),
    "information_needed": list(ITEMS),
    "languages": [],
    "accessibility": [],
}


def _ordered(values: Iterable[str | UUID], order: list[str]) -> tuple[Any, ...]:
    """As the list has them; what it does not have, after it by name."""
    places = {value: place for place, value in enumerate(order)}
    return tuple(sorted(set(values), key=lambda it: (places.get(str(it), len(order)), str(it))))
