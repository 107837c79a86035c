"""What a list can be narrowed by and put in order by, and how an address says it."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Box(TextChoices):
    RECEIVED = "received", pgettext_lazy("a list of referrals", "Received")
    SENT = "sent", pgettext_lazy("a list of referrals", "Sent")
    ENDED = "ended", pgettext_lazy("a list of referrals", "Ended")
