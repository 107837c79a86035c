"""What a saving changed, kept as codes and values: the page puts them into words of its reader."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from organisations.directory.actions.details import ServiceDetails

# Names, numbers and addresses of people are not written down a second time.
_PERSONAL: Final = ("contacts", "referrer_contact")


def changes(before: ServiceDetails, after: ServiceDetails) -> list[dict[str, Any]]:
    """Field by field, each with before and after; of personal contacts, only that they changed."""
    return [
        {"field": field}
        if field in _PERSONAL
        else {"field": field, "before": _plain(old), "after": _plain(new)}
        for field, old, new in _pairs(before, after)
        if old != new
    ]


def changed_fields(what: list[Any]) -> set[str]:
    """The names in a `ServiceChange`; an import writes them alone."""
    return {row["field"] if isinstance(row, dict) else str(row) for row in what}


def _pairs(before: ServiceDetails, after: ServiceDetails) -> Iterator[tuple[str, Any, Any]]:
    for one in fields(ServiceDetails):
        old, new = getattr(before, one.name), getattr(after, one.name)
        if one.name == "eligibility":
            for name in old._fields:
                yield f"eligibility.{name}", getattr(old, name), getattr(new, name)
        else:
            yield one.name, old, new


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
