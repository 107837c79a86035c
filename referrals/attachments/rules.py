"""How many files, how large, what they are called, and what a share's list calls them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MAX_SIZE: Final = 10 * 1024 * 1024
MAX_FILES: Final = 10
MAX_NAME: Final = 120
_ITEM: Final = "file:"


class Kind(TextChoices):
    PDF = "pdf", _("PDF")
    JPEG = "jpg", _("Photo (JPEG)")
    PNG = "png", _("Image (PNG)")
    WEBP = "webp", _("Image (WebP)")
    HEIC = "heic", _("Photo (HEIC)")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")
    DOC = "doc", _("Word document, older format")
    XLS = "xls", _("Excel workbook, older format")


MEDIA_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.WEBP: "image/webp",
    Kind.HEIC: "image/heic",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.DOC: "application/msword",
    Kind.XLS: "application/vnd.ms-excel",
}
# What each may be called; a file that calls itself something else gets its own ending.
_ENDINGS: Final = {kind: {kind.value} for kind in Kind} | {
    Kind.JPEG: {"jpg", "jpeg", "jpe"},
    Kind.HEIC: {"heic", "heif"},
}


def safe_name(typed: str, kind: Kind) -> str:
    """The name as typed, without a path or anything that does not print, and ending as it should.

    What does not print (category C) can make a name read backwards and so hide its ending.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", typed))[-1]
    printed = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    name = " ".join(printed.split()).strip(". ")
    stem, _dot, ending = name.rpartition(".")
    if stem and ending.lower() in _ENDINGS[kind]:
        return f"{stem[: MAX_NAME - len(ending) - 1]}.{ending}"
    return f"{name[: MAX_NAME - len(kind) - 1] or 'file'}.{kind}"


def item_of(attachment_id: UUID) -> str:
    """What a share lists when it opens this file. The table's wall spells it in the same way."""
    return f"{_ITEM}{attachment_id.hex}"


def files_among(items: Iterable[str]) -> list[UUID]:
    """The files that a share's items open."""
    return [UUID(item.removeprefix(_ITEM)) for item in items if item.startswith(_ITEM)]


def goes_to_service(goes_to: Sequence[UUID] | None, service_id: UUID | None) -> bool:
    """A file for which nobody said anything goes to every service that is chosen."""
    return goes_to is None or service_id in goes_to
