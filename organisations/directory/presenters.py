"""Services in words: what they do, whether they can take somebody now, and what they ask."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.capacity.models import Capacity
from organisations.capacity.rules import Per, State, is_confirmed
from organisations.directory.models import Service
from organisations.directory.queries import capacity_of, is_signed
from organisations.members.presenters import full_name
from organisations.needs.rules import need_labels

TAGS: Final[dict[str, dict[str, Any]]] = {
    State.OPEN.value: {"text": gettext_lazy("Open"), "colour": "green"},
    State.LIMITED.value: {"text": gettext_lazy("Limited places"), "colour": "yellow"},
    State.WAITING_LIST.value: {"text": gettext_lazy("Waiting list"), "colour": "yellow"},
    State.PAUSED.value: {"text": gettext_lazy("Paused"), "colour": "red"},
}
# Paused by itself: every place is taken.
FULL: Final[dict[str, Any]] = {"text": gettext_lazy("Full"), "colour": "red"}
NOT_SIGNED: Final[dict[str, Any]] = {
    "text": gettext_lazy("Has not signed the agreement"),
    "colour": "grey",
}


def page_of_service(actor: Actor, service: Service) -> str:
    kwargs = {"network": actor.network.slug, "service_id": service.pk}
    return reverse("organisations:service", kwargs=kwargs)


def tag_of(service: Service) -> dict[str, Any]:
    if "signed" in vars(service) and not is_signed(service):
        return NOT_SIGNED
    capacity = capacity_of(service)
    return FULL if capacity.is_full else TAGS[capacity.state]


def met_by(service: Service) -> list[str]:
    return [row.need_id for row in service.service_needs.all()]


def helps_with(service: Service, wanted: Collection[str] = ()) -> str:
    """What was asked for first, then the rest."""
    codes = met_by(service)
    first = need_labels([code for code in codes if code in wanted])
    rest = need_labels([code for code in codes if code not in wanted])
    return ", ".join(first + rest)


def capacity_in_words(capacity: Capacity, now: datetime) -> str:
    """Such as `Taking referrals. Confirmed today.` or `Paused since 3 May: full until June`."""
    if capacity.state == State.PAUSED:
        return _paused_in_words(capacity, now)
    words = {
        "what": _taking_in_words(capacity),
        "when": moments.when(localtime(capacity.confirmed_at).date(), now),
    }
    if is_confirmed(capacity.confirmed_at, now=now):
        return _("%(what)s. Confirmed %(when)s.") % words
    return _("%(what)s, but this was last confirmed %(when)s.") % words


def _taking_in_words(capacity: Capacity) -> str:
    if capacity.state == State.LIMITED:
        words = {"n": capacity.places, "per": Per(capacity.per).label}
        said = ngettext("%(n)d place %(per)s", "%(n)d places %(per)s", capacity.places or 0)
        return _("Taking referrals: %(places)s") % {"places": said % words}
    if capacity.state == State.WAITING_LIST:
        days = capacity.expected_wait_days or 0
        said = ngettext("about %(n)d day", "about %(n)d days", days) % {"n": days}
        return _("Waiting list: %(wait)s") % {"wait": said}
    return _("Taking referrals")


def _paused_in_words(capacity: Capacity, now: datetime) -> str:
    day, until = localtime(capacity.set_at).date(), capacity.reopens_on
    words = {"date": moments.long_date(day, now), "reason": capacity.reason}
    if capacity.is_full:
        said = _("Full: every place is taken.")
    else:
        said = _("Paused since %(date)s: %(reason)s") % words
    if until is None:
        return said
    again = _("Opens again %(when)s.") % {"when": moments.when(until, now)}
    return f"{said.rstrip('.')}. {again}"


def facts_of(service: Service, *, wanted: Collection[str], now: datetime) -> list[str]:
    """The few lines under a service's name in a list."""
    capacity = capacity_of(service)
    facts = [
        full_name(service.team),
        _("Helps with: %(needs)s") % {"needs": helps_with(service, wanted)},
        service.response_time,
    ]
    if capacity.state == State.PAUSED or not is_confirmed(capacity.confirmed_at, now=now):
        facts.append(capacity_in_words(capacity, now))
    return [fact for fact in facts if fact]


def service_rows(
    services: list[Service], *, wanted: Collection[str], actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_service(actor, service),
            "title": service.name,
            "tag": tag_of(service),
            "facts": facts_of(service, wanted=wanted, now=now),
        }
        for service in services
    ]


def why_not(service: Service, *, own_team: UUID | None = None) -> str:
    """Why nothing can be sent there now; empty when it can."""
    if service.team_id == own_team:
        return _("This is your own team’s service.")
    organisation = service.team.organisation
    if organisation and not organisation.receives_referrals:
        return _("This organisation does not receive referrals.")
    if not is_signed(service):
        return _(
            "This organisation has not signed the data sharing agreement yet,"
            " so it cannot receive personal details."
        )
    if capacity_of(service).state == State.PAUSED:
        return _("This service cannot take referrals now.")
    return ""
