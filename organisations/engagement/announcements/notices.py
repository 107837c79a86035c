"""The email of an announcement, and the job that owes it to each person."""

from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.jobs import registry as jobs
from ccs.outbox import registry
from ccs.outbox.actions import enqueue
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.engagement.announcements.models import Announcement
from organisations.engagement.announcements.queries import people_told, shown_now
from organisations.engagement.announcements.rules import ANNOUNCEMENT
from organisations.members.notices import reader_of


def owe_emails(network_id: UUID, announcement_id: UUID) -> None:
    """Once per person, however often it runs: the announcement itself is the event."""
    row = Announcement.objects.filter(pk=announcement_id, ended_at=None).first()
    if row is None:
        return
    enqueue(
        ANNOUNCEMENT,
        network_id=network_id,
        recipients=people_told(row).order_by("id").values_list("id", flat=True),
        subject_id=row.pk,
        event_id=row.pk,
    )


def tells(notice: Notice) -> Letter | None:
    """None once it is over. Its own words stay on the page: an email may be read by anybody."""
    reader = reader_of(notice.recipient_id)
    row = shown_now().filter(pk=notice.subject_id).first()
    if reader is None or row is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            subject=_("News from %(network)s: %(title)s")
            % {"network": reader.sender, "title": row.title},
            context={
                "title": row.title,
                "network": reader.network_name,
                "link": link_to(
                    "organisations:announcement",
                    network=reader.network_slug,
                    announcement_id=row.pk,
                ),
            },
        )


def register() -> None:
    jobs.register(ANNOUNCEMENT, owe_emails)
    registry.register(ANNOUNCEMENT, tells)
