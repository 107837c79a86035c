"""What is said of a record that was erased, wherever it would have been read."""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.clients.models import Client


def erased_in_words(client: Client, at: datetime | None) -> str:
    """Empty for anybody whose record is there."""
    if not client.is_erased:
        return ""
    if at is None:
        return _("This person’s record was erased. What stays: that this referral existed.")
    return _(
        "This person’s record was erased on %(day)s. What stays: that this referral existed."
    ) % {"day": moments.full_date(localtime(at).date())}
