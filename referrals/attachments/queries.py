"""Which files there are: the database decides who sees them. What they hold is read one by one."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from referrals.attachments.models import Attachment
from referrals.attachments.rules import files_among, goes_to_service, item_of
from referrals.clients.models import Share
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status


def files_of(assessment_id: UUID) -> list[Attachment]:
    """Of a conversation, in the order in which they were added, without what they hold."""
    return list(_listed().filter(assessment=assessment_id))


def files_with(referral: Referral) -> list[Attachment]:
    """Those that went with this referral: its sender's record, and another share, may hold more."""
    shares = Share.objects.filter(referral=referral).order_by("-since")
    return files_listed(shares.values_list("items", flat=True).first() or [])


def files_listed(items: Collection[str]) -> list[Attachment]:
    """Those that a share's items name: no query where there are none."""
    files = files_among(items)
    return list(_listed().filter(pk__in=files)) if files else []


def items_of_files(assessment_id: UUID, service_id: UUID | None) -> list[str]:
    """What a share with this service lists, so that it opens the files meant for it.

    With the desk, which is no service: the files that were not meant for some services only.
    """
    rows = Attachment.objects.filter(assessment=assessment_id).order_by("at", "id")
    return [
        item_of(key)
        for key, goes_to in rows.values_list("pk", "goes_to")
        if goes_to_service(goes_to, service_id)
    ]


def chosen_services(assessment_id: UUID) -> list[tuple[UUID, str]]:
    """The services ticked and not yet asked, by id and name."""
    drafts = Referral.objects.filter(assessment=assessment_id, status=Status.DRAFT)
    rows = drafts.order_by("service_name", "id").values_list("service_id", "service_name")
    return [(key, name) for key, name in rows if key]


def files_sent(assessment_id: UUID) -> set[UUID]:
    """Those that some share has opened to somebody, whether or not it still does."""
    shares = Share.objects.filter(assessment=assessment_id).exclude(items=[])
    items = shares.values_list("items", flat=True)
    return {key for one in items for key in files_among(one)}


def file_with_content(attachment_id: UUID, *, among: Collection[UUID]) -> Attachment | None:
    return Attachment.objects.filter(pk=attachment_id, pk__in=list(among)).first()


def _listed() -> QuerySet[Attachment]:
    return Attachment.objects.defer("content").order_by("at", "id")
