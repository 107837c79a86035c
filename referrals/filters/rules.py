"""What a list can be narrowed by and put in order by, and how an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ccs.ui.dates import NotADate, read
from organisations.needs.rules import NEEDS
from referrals.assessments.rules import URGENCIES
from referrals.referrals.rules import ENDED, OPEN, Status

# As many as fit above a list, and more than anybody tells apart.
MOST_SAVED: Final = 20
# In place of a worker: those that nobody was given yet.
NOBODY: Final = "nobody"


class Box(TextChoices):
    RECEIVED = "received", pgettext_lazy("a list of referrals", "Received")
    SENT = "sent", pgettext_lazy("a list of referrals", "Sent")
    ENDED = "ended", pgettext_lazy("a list of referrals", "Ended")


class Order(TextChoices):
    NEXT = "next", _("Next action")
    NEWEST = "newest", _("Newest")
    OLDEST = "oldest", _("Oldest")
    URGENCY = "urgency", _("Most urgent")


# The first is the one that a list has by itself.
ORDERS: Final[dict[Box, tuple[Order, ...]]] = {
    Box.RECEIVED: (Order.NEXT, Order.NEWEST, Order.OLDEST, Order.URGENCY),
    Box.SENT: (Order.NEWEST, Order.OLDEST, Order.NEXT, Order.URGENCY),
    Box.ENDED: (Order.NEWEST, Order.OLDEST),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """Ids, codes and dates: nothing that is typed, so nothing about a person stands in an address.

    `worker` is whom a received one was given to and who sent a sent one; `other` the organisation,
    or the team, on the other side.
    """

    status: str = ""
    need: str = ""
    urgency: str = ""
    team: UUID | None = None
    worker: UUID | None = None
    unassigned: bool = False
    late: bool = False
    sent_from: date | None = None
    sent_to: date | None = None
    service: UUID | None = None
    other: UUID | None = None
    order: str = ""

    @property
    def narrows(self) -> bool:
        return replace(self, order="") != Filters()


def statuses_in(box: Box) -> list[str]:
    return list(ENDED) if box == Box.ENDED else [one for one in OPEN if one != Status.DRAFT]


def order_of(filters: Filters, box: Box) -> Order:
    return Order(filters.order) if filters.order in ORDERS[box] else ORDERS[box][0]


def filters_in(asked: Mapping[str, str], box: Box) -> Filters:
    """What an address asks for; a value that makes no sense narrows nothing."""
    worker = asked.get("worker", "")
    return Filters(
        status=_one_of(statuses_in(box), asked.get("status", "")),
        need=_one_of(NEEDS, asked.get("need", "")),
        urgency=_one_of(URGENCIES, asked.get("urgency", "")),
        team=_id(asked.get("team", "")),
        worker=_id(worker),
        unassigned=worker == NOBODY,
        late=box != Box.ENDED and bool(asked.get("late")),
        sent_from=_day(asked, "sent_from"),
        sent_to=_day(asked, "sent_to"),
        service=_id(asked.get("service", "")),
        other=_id(asked.get("other", "")),
        order=_one_of(ORDERS[box], asked.get("order", "")),
    )


def query_of(filters: Filters) -> str:
    """The part of an address that says the same again."""
    said: dict[str, Any] = {
        "status": filters.status,
        "need": filters.need,
        "urgency": filters.urgency,
        "team": filters.team,
        "worker": NOBODY if filters.unassigned else filters.worker,
        "late": "on" if filters.late else "",
        **_boxes("sent_from", filters.sent_from),
        **_boxes("sent_to", filters.sent_to),
        "service": filters.service,
        "other": filters.other,
        "order": filters.order,
    }
    return urlencode({name: value for name, value in said.items() if value})


def _boxes(name: str, day: date | None) -> dict[str, int]:
    if day is None:
        return {}
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def _one_of(known: Any, asked: str) -> str:
    return asked if asked in known else ""


def _id(asked: str) -> UUID | None:
    try:
        return UUID(asked)
    except ValueError:
        return None


def _day(asked: Mapping[str, str], name: str) -> date | None:
    boxes = {box: asked.get(f"{name}-{box}", "").strip() for box in ("day", "month", "year")}
    try:
        return read(boxes)
    except NotADate:
        return None
