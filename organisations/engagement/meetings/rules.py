"""What kinds of meeting there are."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    PARTNERSHIP = "partnership", _("Network meeting")
    STEERING = "steering", _("Steering group")
    TRAINING = "training", _("Training")
    LEARNING = "learning", _("Learning meeting")
    OTHER = "other", _("Another meeting")


# Of one organisation at once.
MOST_NAMES: Final = 40
