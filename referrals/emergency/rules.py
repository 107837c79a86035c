"""Why a letter may be read in an emergency, and for how long."""

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# A day: whoever holds the letter has been reached by then, or it is asked for again.
LASTS: Final = timedelta(hours=24)


class Reason(TextChoices):
    LIFE = "life", _("Somebody’s life may be in danger")
    VIOLENCE = "violence", _("Somebody may be hurt by another person")
    CHILD = "child", _("A child may be in danger")
    HEALTH = "health", _("Somebody needs medical help now")
