"""For whom an announcement can be."""

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    ALL = "all", _("Everybody in the network")
    SECTORS = "sectors", _("People of some kinds of organisation")
    RECEIVERS = "receivers", _("People of organisations that receive referrals")
    MANAGERS = "managers", _("Managers only")


# The job that writes the emails, and the email. Its subject is the announcement.
ANNOUNCEMENT: Final = "announcement"
# So long it is shown, unless somebody says otherwise.
SHOWN_FOR: Final = timedelta(days=28)
