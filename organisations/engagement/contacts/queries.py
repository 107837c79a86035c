"""Notes of contacts, for the desk; and how many people and organisations, for anybody's table."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.engagement.contacts.models import ContactChange, ContactNote
from organisations.engagement.meetings.models import Attendance
from organisations.members.models import Sector

_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class ContactFilter:
    text: str = ""
    sector: str = ""
    organisation: UUID | None = None
    to_follow_up: bool = False


@dataclass(frozen=True, slots=True)
class Engaged:
    """Of one sector: different people, by name and organisation, and their organisations."""

    sector: str
    people: int
    organisations: int


def contacts_page(
    actor: Actor, wanted: ContactFilter, asked: Mapping[str, str]
) -> Page[ContactNote]:
    """What was written last comes first."""
    rows = ContactNote.objects.filter(network_id=actor.network.id)
    if wanted.text:
        rows = rows.filter(
            Q(about__icontains=wanted.text)
            | Q(person_name__icontains=wanted.text)
            | Q(organisation_name__icontains=wanted.text)
        )
    if wanted.sector:
        rows = rows.filter(sector=wanted.sector)
    if wanted.organisation:
        rows = rows.filter(organisation=wanted.organisation)
    if wanted.to_follow_up:
        rows = rows.filter(follow_up_on__isnull=False, followed_up_at=None)
    return page_of([rows], by="created_at", newest_first=True, cursor=cursor_in(asked))


def contact_note(actor: Actor, note_id: UUID) -> ContactNote | None:
    return ContactNote.objects.filter(network_id=actor.network.id, pk=note_id).first()


def changes_of(note: ContactNote) -> list[ContactChange]:
    return list(ContactChange.objects.filter(note=note))


def follow_ups_due(actor: Actor) -> list[ContactNote]:
    """What the desk said it would come back to by today, the longest due first."""
    rows = ContactNote.objects.filter(
        network_id=actor.network.id,
        followed_up_at=None,
        follow_up_on__lte=timezone.localdate(),
    )
    return list(rows.order_by("follow_up_on", "id")[:_MOST])


def last_spoken(actor: Actor) -> dict[UUID, date]:
    """When the desk was last in touch with each member."""
    rows = ContactNote.objects.filter(network_id=actor.network.id, organisation__isnull=False)
    last: dict[UUID, date] = {}
    for member, day in rows.values_list("organisation_id", "happened_on"):
        last[member] = max(day, last.get(member, day))
    return last


def engaged(network_id: UUID, *, since: date, until: date) -> list[Engaged]:
    """People and organisations in touch with the network from one day to another, by sector.

    Those of the notes and those who came to a meeting, each counted once; a sector in which
    nobody was is left out. Counted as the system: the answer is numbers.
    """
    people: dict[str, set[tuple[str, str]]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    with enter(system(network_id)):
        for sector, organisation, person in _told(network_id, since, until):
            places[sector].add(organisation.casefold())
            if person:
                people[sector].add((organisation.casefold(), person.casefold()))
    return [
        Engaged(str(sector), len(people[sector]), len(places[sector]))
        for sector in Sector.values
        if places[sector]
    ]


def _told(network_id: UUID, since: date, until: date) -> list[tuple[str, str, str]]:
    columns = ("sector", "organisation_name", "person_name")
    notes = ContactNote.objects.filter(
        network_id=network_id, happened_on__gte=since, happened_on__lte=until
    )
    came = Attendance.objects.filter(
        network_id=network_id,
        meeting__held_on__gte=since,
        meeting__held_on__lte=until,
        meeting__cancelled_at=None,
    )
    return [*notes.values_list(*columns), *came.values_list(*columns)]
