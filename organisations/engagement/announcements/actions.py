"""Telling members something, changing it, ending it, and saying that one has read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.engagement.announcements.models import Announcement, AnnouncementRead
from organisations.engagement.announcements.remembered import forget
from organisations.engagement.announcements.rules import ANNOUNCEMENT, Audience
from organisations.members.models import Sector
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Said:
    """What is told, to whom, and until which day."""

    title: str
    body: str
    expires_on: date
    audience: str = Audience.ALL
    sectors: Sequence[str] = ()
    by_email: bool = False


@transaction.atomic
def announce(*, actor: Actor, said: Said, announcement_id: UUID) -> Announcement:
    """Shown at once. Emails are written afterwards, by a job: there may be many.

    `announcement_id` comes with the form, so that a double click tells it once.
    """
    _check(actor, said)
    if said.audience not in Audience.values:
        raise Problem(_("Choose who it is for"), field="audience")
    sectors = list(said.sectors) if said.audience == Audience.SECTORS else []
    if said.audience == Audience.SECTORS and not sectors:
        raise Problem(_("Choose at least one kind of organisation"), field="sectors")
    if not set(sectors) <= set(Sector.values):
        raise Problem(_("Choose from the list"), field="sectors")
    before = Announcement.objects.filter(pk=announcement_id).first()
    if before:
        return before
    now = timezone.now()
    made = Announcement(
        pk=announcement_id,
        network_id=actor.network.id,
        title=said.title.strip(),
        body=said.body.strip(),
        audience=said.audience,
        sectors=sectors,
        by_email=said.by_email,
        written_by=actor.name,
        created_at=now,
        changed_at=now,
        expires_on=said.expires_on,
    )
    made.save(force_insert=True)
    forget(made.network_id)
    if said.by_email:
        schedule(ANNOUNCEMENT, network_id=made.network_id, due=[(made.pk, now)])
    _record("made", made, actor)
    return made


@transaction.atomic
def change_announcement(*, actor: Actor, announcement_id: UUID, said: Said) -> None:
    """Its words and how long it is shown. Whom it is for stays, and nobody is emailed again."""
    _check(actor, said)
    row = _locked(actor, announcement_id)
    row.title, row.body = said.title.strip(), said.body.strip()
    row.expires_on, row.changed_at = said.expires_on, timezone.now()
    row.save(update_fields=["title", "body", "expires_on", "changed_at"])
    forget(row.network_id)
    _record("changed", row, actor)


@transaction.atomic
def end_announcement(*, actor: Actor, announcement_id: UUID, ended: bool) -> None:
    """Shown no longer, or shown again until its day."""
    row = _locked(actor, announcement_id)
    if ended == (row.ended_at is not None):
        return
    row.ended_at = timezone.now() if ended else None
    row.save(update_fields=["ended_at"])
    forget(row.network_id)
    _record("ended" if ended else "shown_again", row, actor)


@transaction.atomic
def say_read(*, actor: Actor, announcement_id: UUID) -> None:
    """It goes from the person's home page, and the desk sees that they have read it."""
    found = Announcement.objects.filter(network_id=actor.network.id, pk=announcement_id).first()
    if found is None or actor.user_id is None:
        raise NotAllowed(_("There is no such announcement here."))
    AnnouncementRead.objects.bulk_create(
        [
            AnnouncementRead(
                network_id=found.network_id,
                announcement=found,
                user_id=actor.user_id,
                at=timezone.now(),
            )
        ],
        ignore_conflicts=True,
    )
    _record("read", found, actor)


def _check(actor: Actor, said: Said) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such announcement here."))
    if not said.title.strip():
        raise Problem(_("Enter a title"), field="title")
    if not said.body.strip():
        raise Problem(_("Enter what you want to tell them"), field="body")
    if said.expires_on < timezone.localdate():
        raise Problem(_("The last day must be today or in the future"), field="expires_on")


def _locked(actor: Actor, announcement_id: UUID) -> Announcement:
    rows = Announcement.objects.select_for_update().filter(pk=announcement_id)
    row = rows.first() if can_coordinate(actor) else None
    if row is None:
        raise NotAllowed(_("There is no such announcement here."))
    return row


def _record(what: str, row: Announcement, actor: Actor) -> None:
    record(f"announcement.{what}", actor=actor, subject_kind="announcement", subject_id=row.pk)
