"""Which files are taken, told by what they hold and never by what they are called."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MAX_SIZE: Final = 10 * 1024 * 1024
MAX_FILES: Final = 10
MAX_NAME: Final = 120
# A document has some tens of parts; listing an archive of more is not worth its time.
MAX_PARTS: Final = 2000


class Kind(TextChoices):
    PDF = "pdf", _("PDF")
    JPEG = "jpg", _("Photo (JPEG)")
    PNG = "png", _("Image (PNG)")
    WEBP = "webp", _("Image (WebP)")
    HEIC = "heic", _("Photo (HEIC)")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")
    DOC = "doc", _("Word document (old)")
    XLS = "xls", _("Excel workbook (old)")
