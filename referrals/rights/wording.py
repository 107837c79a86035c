"""What is said of a record that was erased or restricted, wherever it would have been read."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.clients.models import Client
from referrals.rights.models import Restriction
from referrals.rights.rules import WhyRestricted


def person_erased_in_words(client: Client, at: datetime | None) -> str:
    """On the page of the person: of all that was ever asked for."""
    if not client.is_erased:
        return ""
    if at is None:
        return _("This person’s record was erased. What stays: that referrals were made.")
    return _(
        "This person’s record was erased on %(day)s. What stays: that referrals were made."
    ) % {"day": moments.full_date(localtime(at).date())}


def erased_in_words(client: Client, at: datetime | None) -> str:
    """Empty for anybody whose record is there."""
    if not client.is_erased:
        return ""
    if at is None:
        return _("This person’s record was erased. What stays: that this referral existed.")
    return _(
        "This person’s record was erased on %(day)s. What stays: that this referral existed."
    ) % {"day": moments.full_date(localtime(at).date())}


def restriction_line(held: Sequence[Restriction]) -> str:
    if not held:
        return ""
    since = moments.full_date(localtime(held[0].since).date())
    return _(
        "This record is restricted since %(day)s: %(why)s. It is kept, and cannot be sent to"
        " anybody else. Read it only to deal with what they asked for."
    ) % {"day": since, "why": WhyRestricted(held[0].why).label}
