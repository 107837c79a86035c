"""How somebody was in touch, and what may become of a note."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContactWay(TextChoices):
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video call")
    IN_PERSON = "in_person", _("In person")
    EMAIL = "email", _("Email")
    EVENT = "event", _("At an event")


class NoteChange(TextChoices):
    WRITTEN = "written", _("Written")
    CORRECTED = "corrected", _("Corrected")
    FOLLOWED_UP = "followed_up", _("Followed up")
    REOPENED = "reopened", _("To be followed up after all")
