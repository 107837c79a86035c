"""For whom an announcement can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    ALL = "all", _("Everybody in the network")
    SECTORS = "sectors", _("People of some kinds of organisation")
    RECEIVERS = "receivers", _("People of organisations that receive referrals")
    MANAGERS = "managers", _("Managers only")
