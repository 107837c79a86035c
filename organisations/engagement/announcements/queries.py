"""Announcements for whoever asks: the table's wall knows whom each is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ccs.paging.keyset import Page, cursor_in, page_of
from ccs.tenancy.actor import Actor
from organisations.engagement.announcements.models import Announcement, AnnouncementRead
from organisations.engagement.announcements.remembered import (
    has_nothing,
    remember_nothing,
    stamp_of,
)
from organisations.engagement.announcements.rules import Audience
from organisations.members.models import Membership
from organisations.roles.models import OrganisationRole, TeamRole

_AT_HOME: Final = 3
MOST_NAMES: Final = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """Of those it is for: who said that they have read it, and who has not."""

    read: list[tuple[str, datetime]]
    not_yet: list[str]


def shown_now() -> QuerySet[Announcement]:
    return Announcement.objects.filter(ended_at=None, expires_on__gte=timezone.localdate())


def to_read(actor: Actor) -> list[Announcement]:
    """For this person, shown now, and not read yet; the newest first.

    Whoever had nothing to read is not looked for again until something is announced.
    """
    if has_nothing(actor.network.id, actor.user_id):
        return []
    stamp = stamp_of(actor.network.id)
    read = AnnouncementRead.objects.filter(announcement=OuterRef("pk"), user=actor.user_id)
    rows = shown_now().filter(~Exists(read), network_id=actor.network.id)
    found = list(rows.order_by("-created_at", "-id")[:_AT_HOME])
    if not found:
        remember_nothing(actor.network.id, actor.user_id, stamp=stamp)
    return found


def announcements_page(actor: Actor, asked: Mapping[str, str]) -> Page[Announcement]:
    """Members find what is over too; the newest first."""
    rows = Announcement.objects.filter(network_id=actor.network.id)
    return page_of([rows], by="created_at", newest_first=True, cursor=cursor_in(asked), size=20)


def announcement_here(actor: Actor, announcement_id: UUID) -> Announcement | None:
    rows = Announcement.objects.filter(network_id=actor.network.id, pk=announcement_id)
    return rows.first()


def has_read(actor: Actor, announcement: Announcement) -> bool:
    rows = AnnouncementRead.objects.filter(announcement=announcement, user=actor.user_id)
    return rows.exists()


def seen_by(announcement: Announcement) -> Seen:
    people = list(people_told(announcement).order_by("name").values_list("user_id", "name"))
    reads = AnnouncementRead.objects.filter(announcement=announcement)
    at = dict(reads.values_list("user_id", "at"))
    return Seen(
        read=[(name, at[user]) for user, name in people if user in at],
        not_yet=[name for user, name in people if user not in at],
    )


def people_told(announcement: Announcement) -> QuerySet[Membership]:
    """Those whom it is for, as they are now: the same that the table's wall lets read it."""
    people = Membership.objects.filter(network=announcement.network_id, left_at=None)
    if announcement.audience == Audience.ALL:
        return people
    managing = OrganisationRole.objects.filter(network=announcement.network_id)
    if announcement.audience == Audience.MANAGERS:
        return people.filter(user__in=managing.values("user_id"))
    working = TeamRole.objects.filter(network=announcement.network_id)
    if announcement.audience == Audience.RECEIVERS:
        working = working.filter(content_object__organisation__receives_referrals=True)
        managing = managing.filter(content_object__receives_referrals=True)
    else:
        sectors = announcement.sectors
        working = working.filter(content_object__organisation__sector__in=sectors)
        managing = managing.filter(content_object__sector__in=sectors)
    held = Q(user__in=working.values("user_id")) | Q(user__in=managing.values("user_id"))
    return people.filter(held)
