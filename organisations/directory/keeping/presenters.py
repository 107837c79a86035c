"""One's own services in words: their state, what needs attention, and what was changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.capacity.rules import is_confirmed
from organisations.directory.actions import ServiceDetails
from organisations.directory.keeping.sections import SECTIONS
from organisations.directory.keeping.wording import Named, field_in_words, value_in_words
from organisations.directory.models import Location, Service, ServiceChange
from organisations.directory.presenters import tag_of
from organisations.directory.rules import is_checked
from organisations.members.presenters import full_name

STATES: Final[dict[str, dict[str, Any]]] = {
    Service.Status.DRAFT: {"text": gettext_lazy("Draft"), "colour": "grey"},
    Service.Status.PUBLISHED: {"text": gettext_lazy("Published"), "colour": "green"},
    Service.Status.WITHDRAWN: {"text": gettext_lazy("Withdrawn"), "colour": "red"},
}
_MOVES: Final[dict[str, Promise]] = {
    "draft": gettext_lazy("Made a draft"),
    "published": gettext_lazy("Published"),
    "withdrawn": gettext_lazy("Withdrawn"),
}


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """`rows` are (what, before, after)."""

    title: str
    by: str
    when: str
    machine: str
    rows: list[tuple[str, str, str]]


def page(name: str, actor: Actor, service: Service, **more: str) -> str:
    kwargs = {"network": actor.network.slug, "service_id": service.pk, **more}
    return reverse(f"organisations:{name}", kwargs=kwargs)


def own_rows(services: list[Service], *, actor: Actor, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "href": page("keep_service", actor, service),
            "title": service.name,
            "tag": STATES[service.status],
            "facts": [full_name(service.team), *attention(service, now)],
        }
        for service in services
    ]


def attention(service: Service, now: datetime) -> list[str]:
    """What somebody should look at, in sentences; nothing where all is well."""
    if service.status == Service.Status.DRAFT:
        return [_("Not finished: nobody else sees it yet.")]
    if service.status == Service.Status.WITHDRAWN:
        return []
    found = []
    capacity = service.capacities.all()[0]
    if service.checked_at is None:
        found.append(_("Nobody has checked yet that this is right."))
    elif not is_checked(service.checked_at, now=now):
        found.append(_("Nobody has checked for six months that this is still right."))
    if not is_confirmed(capacity.confirmed_at, now=now):
        found.append(_("Nobody has confirmed for a month whether it takes referrals."))
    return [str(tag_of(service)["text"]), *found]


def tasks(service: Service, details: ServiceDetails, *, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "title": str(one.title),
            "href": page("keep_section", actor, service, section=one.key),
            "done": one.is_said(details),
            "hint": str(one.hint),
        }
        for one in SECTIONS.values()
    ]


def history(changes: list[ServiceChange], *, named: Named, now: datetime) -> list[ChangeShown]:
    return [
        ChangeShown(
            title=_title(change.what),
            by=change.by_name,
            when=moments.at(change.at, now),
            machine=moments.machine(change.at),
            rows=[row for one in change.what if (row := _row(one, named))],
        )
        for change in changes
    ]


def place_rows(places: list[Location], *, actor: Actor) -> list[dict[str, Any]]:
    secret = {"text": _("Secret"), "colour": "red"}
    return [
        {
            "href": reverse(
                "organisations:place", kwargs={"network": actor.network.slug, "place_id": one.pk}
            ),
            "title": one.name,
            "tag": secret if one.is_secret else None,
            "facts": [address_of(one)] if address_of(one) else [],
        }
        for one in places
    ]


def address_of(place: Location) -> str:
    return ", ".join(filter(None, [place.address, place.city, place.postcode]))


def _title(what: list[Any]) -> str:
    """The one thing that happened; else, in general, that something was changed."""
    first: dict[str, Any] = what[0] if what and isinstance(what[0], dict) else {}
    if first.get("field") == "created":
        return _("Added")
    if first.get("field") == "checked":
        return _("Said to be still right")
    if first.get("field") == "status":
        return str(_MOVES[first["after"]])
    return _("Changed")


def _row(one: Any, named: Named) -> tuple[str, str, str] | None:
    """An import writes names of fields alone."""
    if not isinstance(one, dict):
        return field_in_words(str(one)), "", ""
    field = one["field"]
    if field in ("created", "checked", "status"):
        return None
    if "before" not in one:
        return field_in_words(field), "", ""
    before, after = (value_in_words(field, one[key], named) for key in ("before", "after"))
    return field_in_words(field), before or _("Nothing"), after or _("Nothing")
