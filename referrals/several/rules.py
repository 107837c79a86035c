"""Doing the same with several referrals: each by itself, and one that fails stops none."""

from collections.abc import Iterable
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from referrals.referrals.rules import Status, normalise_reference

# A page of a list, or all the first cards of a board's columns.
MOST: Final = 60


class Deed(TextChoices):
    """What can be done with several. Declining is not: each needs a reason of its own."""

    ACCEPT = "accept", _("Accept")
    ASSIGN = "assign", _("Give to a colleague")


BEFORE: Final[dict[Deed, tuple[Status, ...]]] = {
    Deed.ACCEPT: (Status.SENT,),
    Deed.ASSIGN: (Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS),
}


def chosen_in(references: Iterable[str]) -> list[str]:
    """In one order, so that two who do the same at once never wait for each other."""
    return sorted({normalise_reference(one) for one in references} - {""})
