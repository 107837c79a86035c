"""The columns of the board: what a team's open referrals wait for."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from referrals.filters.rules import Box
from referrals.referrals.rules import Status

# As many as anybody takes in at a glance; the list has the rest.
MOST_CARDS: Final = 20


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is its place on the page; without `status` it holds every open one of its box."""

    name: str
    title: Any
    box: Box
    status: str
    empty: Any


COLUMNS: Final = (
    Column("answer", _("To answer"), Box.RECEIVED, Status.SENT, _("Nothing to answer")),
    Column("asked", _("Question asked"), Box.RECEIVED, Status.RETURNED, _("No question is open")),
    Column("contact", _("To contact"), Box.RECEIVED, Status.ACCEPTED, _("Nobody to contact")),
    Column(
        "progress", _("In progress"), Box.RECEIVED, Status.IN_PROGRESS, _("Nothing in progress")
    ),
    Column("others", _("Asked others"), Box.SENT, "", _("You wait for nobody else")),
)
