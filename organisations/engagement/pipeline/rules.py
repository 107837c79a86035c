"""When a member is active or quiet, and when somebody should ring them. All in words."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Mark(TextChoices):
    """The first ones are written as they happen, the last ones at night."""

    FIRST_SENT = "first_sent", _("First sent")
    FIRST_RECEIVED = "first_received", _("First received")
    LAST_SENT = "last_sent", _("Last sent")
    LAST_ANSWERED = "last_answered", _("Last answered")


FIRSTS: Final = (Mark.FIRST_SENT, Mark.FIRST_RECEIVED)
