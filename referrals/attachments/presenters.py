"""Files as a page lists them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from referrals.attachments.models import Attachment
from referrals.attachments.rules import Kind, goes_to_service


@dataclass(frozen=True, slots=True)
class FileShown:
    name: str
    about: str
    href: str
    remove: str = ""
    goes_to: str = ""


def own_files(
    files: Sequence[Attachment],
    *,
    network: str,
    services: Sequence[tuple[UUID, str]] = (),
    sent: Collection[UUID] = (),
) -> list[FileShown]:
    """Of the team's own conversation: what went to nobody can be removed."""

    def address(name: str, one: Attachment) -> str:
        where = {"network": network, "assessment_id": one.assessment_id, "attachment_id": one.pk}
        return reverse(f"referrals:{name}", kwargs=where)

    return [
        FileShown(
            name=one.name,
            about=_about(one),
            href=address("file", one),
            remove="" if one.pk in sent else address("remove_file", one),
            goes_to=_goes_to(one, services),
        )
        for one in files
    ]


def files_of_referral(
    files: Sequence[Attachment], *, network: str, reference: str
) -> list[FileShown]:
    def address(one: Attachment) -> str:
        where = {"network": network, "reference": reference, "attachment_id": one.pk}
        return reverse("referrals:referral_file", kwargs=where)

    return _shown(files, address)


def _shown(files: Sequence[Attachment], address: Callable[[Attachment], str]) -> list[FileShown]:
    return [FileShown(name=one.name, about=_about(one), href=address(one)) for one in files]


def _about(attachment: Attachment) -> str:
    kind = Kind(attachment.kind).label
    return _("%(kind)s, %(size)s") % {"kind": kind, "size": filesizeformat(attachment.size)}


def _goes_to(attachment: Attachment, services: Sequence[tuple[UUID, str]]) -> str:
    """Nothing to say while no service is chosen."""
    names = [name for key, name in services if goes_to_service(attachment.goes_to, key)]
    if not services:
        return ""
    return _("Goes to %(names)s") % {"names": ", ".join(names)} if names else _("Goes to nobody")
