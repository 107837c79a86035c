"""The email before a draft is deleted: when it was begun, and a link. Nothing about the person."""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from ccs.ui import moments
from organisations.members.notices import reader_of
from referrals.drafts.custody import WARNING, unsent
from referrals.drafts.rules import deleted_at


def warning(notice: Notice) -> Letter | None:
    """None when it was sent, discarded or worked on meanwhile."""
    reader = reader_of(notice.recipient_id)
    network_id = notice.network_id
    draft = unsent(network_id, notice.subject_id) if network_id else None
    if reader is None or draft is None or draft.discarded_at:
        return None
    with translation.override(reader.language):
        begun = moments.full_date(timezone.localdate(draft.created_at))
        ends = moments.full_date(timezone.localdate(deleted_at(draft.changed_at)))
        return reader.letter(
            subject=_("A referral you have not sent will be deleted on %(day)s") % {"day": ends},
            context={
                "begun": begun,
                "ends": ends,
                "link": link_to(
                    "referrals:steps",
                    network=reader.network_slug,
                    assessment_id=notice.subject_id,
                ),
            },
        )


def register() -> None:
    registry.register(WARNING, warning)
