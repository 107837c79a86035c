"""The page of one service, as a member of the network reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments, phones
from networks.calendar.rules import bank_holidays
from organisations.directory import wording
from organisations.directory.hours import week_in_words
from organisations.directory.models import Contact, Location, ReplyFigure, Service
from organisations.directory.openings import opening_now
from organisations.directory.page_queries import Entry, Parts
from organisations.directory.presenters import capacity_in_words, helps_with, tag_of
from organisations.directory.queries import capacity_of
from organisations.directory.rules import (
    ENOUGH_ANSWERS,
    Audience,
    Route,
    is_checked,
    item_labels,
)
from organisations.members.presenters import full_name

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlaceShown:
    name: str
    lines: list[str]
    is_secret: bool


@dataclass(frozen=True, slots=True)
class ContactShown:
    title: str
    phone: str
    call: str
    email: str
    note: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Finished strings, section by section; an empty one is left out of the page."""

    tag: dict[str, Any]
    facts: Rows
    organisation: str
    organisation_page: str
    who_for: list[str]
    areas: list[str]
    places: list[PlaceShown]
    opening: str
    week: Rows
    closures: list[str]
    contacts: list[ContactShown]
    reaching: Rows
    documents: list[tuple[str, str]]
    checked: str


def page_of(
    service: Service, parts: Parts, entry: Entry, *, actor: Actor, now: datetime
) -> ServicePage:
    who = parts.eligibility
    today = localtime(now).date()
    return ServicePage(
        tag=tag_of(service),
        facts=_facts(service, parts, entry, now),
        organisation=full_name(service.team),
        organisation_page=organisation_page(actor, service.team.organisation_id),
        who_for=wording.eligibility_in_words(who) if who else [],
        areas=_areas(parts),
        places=[_place(one) for one in parts.locations],
        opening=_opening(parts, now),
        week=week_in_words(parts.schedules, today=today) if parts.schedules else [],
        closures=[
            wording.closure_in_words(row.starts_on, row.ends_on, row.reason, now=now)
            for row in parts.closures
        ],
        contacts=[_contact(row) for row in parts.contacts],
        reaching=_reaching(service),
        documents=[(row.name, row.url) for row in parts.documents],
        checked=checked_in_words(service.checked_at, now=now),
    )


def organisation_page(actor: Actor, organisation_id: UUID | None) -> str:
    """Empty for the desk, which is of no organisation."""
    if organisation_id is None:
        return ""
    kwargs = {"network": actor.network.slug, "organisation_id": organisation_id}
    return reverse("organisations:organisation", kwargs=kwargs)


def checked_in_words(checked_at: datetime | None, *, now: datetime) -> str:
    if checked_at is None:
        return _("Nobody has checked yet that this is right.")
    date = moments.long_date(localtime(checked_at).date(), now)
    if is_checked(checked_at, now=now):
        return _("Checked %(date)s") % {"date": date}
    return _("Last checked %(date)s. It may have changed since.") % {"date": date}


def route_in_words(service: Service, entry: Entry) -> str:
    if service.route == Route.ANYONE:
        return ""
    if service.route == Route.NAMED:
        named = _("Only organisations that the service names.")
        mine = _("Yours is one of them.") if entry.is_open else _("Yours is not one of them.")
        return f"{named} {mine}"
    if entry.places is None:
        return _("Only members with a contract. Your organisation has none.")
    left = ngettext(
        "Only members with a contract: %(left)d of %(n)d place left for you",
        "Only members with a contract: %(left)d of %(n)d places left for you",
        entry.places,
    )
    return left % {"left": entry.left or 0, "n": entry.places}


def route_closed(service: Service, entry: Entry) -> str:
    """Why this reader cannot refer, where it is for want of a route; else empty."""
    if entry.is_open:
        return ""
    if entry.places is not None:
        return _("Your organisation has used all its places with this service.")
    return _("This service takes referrals from some organisations only. Yours is not one.")


def reply_time(figure: ReplyFigure | None, said: str) -> str:
    """Measured once there are enough answers; until then what the team says of itself."""
    measured = figure and figure.answered >= ENOUGH_ANSWERS and figure.typical_minutes is not None
    if figure and measured:
        return wording.reply_in_words(figure.typical_minutes or 0)
    return _("The team says: %(said)s") % {"said": said} if said else ""


def _facts(service: Service, parts: Parts, entry: Entry, now: datetime) -> Rows:
    asked = list(item_labels(service.information_needed).values())
    rows = [
        (_("Helps with"), helps_with(service)),
        (_("Can it take referrals?"), capacity_in_words(capacity_of(service), now)),
        (_("Who may refer"), route_in_words(service, entry)),
        (_("How soon it answers"), reply_time(parts.figure, service.response_time)),
        (_("Questions before you refer"), service.referrer_contact),
        (_("What it needs to know"), "; ".join(asked) or _("Nothing more than your referral")),
        (_("Crisis scheme"), service.scheme),
    ]
    return [(name, value) for name, value in rows if value]


def _reaching(service: Service) -> Rows:
    rows = [
        (_("How people get help"), service.how_to_apply),
        (_("Cost"), service.fees),
        (_("How people are seen"), wording.attending_in_words(service.attending)),
        (_("Languages"), wording.languages_in_words(service.languages)),
        (_("Access"), wording.access_in_words(service.accessibility)),
    ]
    return [(name, value) for name, value in rows if value]


def _areas(parts: Parts) -> list[str]:
    names = parts.area_names
    found = [wording.area_in_words(row.kind, row.code, names=names) for row in parts.areas]
    return sorted(found)


def _opening(parts: Parts, now: datetime) -> str:
    if not parts.schedules:
        return ""
    opening = opening_now(parts.schedules, parts.closures, now=now, holidays=bank_holidays())
    return wording.opening_in_words(opening, now=now)


def _place(place: Location) -> PlaceShown:
    address = ", ".join(filter(None, [place.address, place.city, place.postcode]))
    access = wording.access_in_words(place.accessibility)
    lines = [address, place.directions, access]
    return PlaceShown(
        name=place.name, lines=[line for line in lines if line], is_secret=place.is_secret
    )


def _contact(row: Contact) -> ContactShown:
    is_public = row.audience == Audience.PUBLIC
    return ContactShown(
        title=row.title or _("Contact"),
        phone=phones.shown(row.phone) if row.phone else "",
        call=row.phone.replace(" ", ""),
        email=row.email,
        note="" if is_public else _("For members only. Do not give this to the public."),
    )
