"""Filters in words and links."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.needs.rules import need_labels
from referrals.filters.models import SavedFilter
from referrals.filters.rules import ORDERS, Box, Filters, Order, order_of, query_of
from referrals.referrals.presenters.wording import urgency_in_words
from referrals.referrals.rules import Status


def address_of(network: str, box: str, query: str = "") -> str:
    address = reverse("referrals:list", kwargs={"network": network})
    return f"{address}?{'&'.join(filter(None, [urlencode({'box': box}), query]))}"


def saved_links(
    network: str, kept: Sequence[SavedFilter], *, box: Box, query: str
) -> list[dict[str, Any]]:
    """`current` is the one whose list is shown, however it was come by."""
    return [
        {
            "href": address_of(network, one.box, one.query),
            "text": one.name,
            "current": (one.box, one.query) == (box, query),
        }
        for one in kept
    ]


def order_links(network: str, box: Box, filters: Filters) -> list[dict[str, Any]]:
    current = order_of(filters, box)
    return [
        {
            "href": address_of(network, box, query_of(_ordered(filters, order, box))),
            "text": order.label,
            "current": order == current,
        }
        for order in ORDERS[box]
    ]


def said_of(filters: Filters, names: Mapping[UUID, str], *, box: Box) -> list[str]:
    """What the list is narrowed by, each in a few words."""
    said = [
        str(Status(filters.status).label) if filters.status else "",
        ", ".join(need_labels([filters.need])) if filters.need else "",
        urgency_in_words(filters.urgency) if filters.urgency else "",
        _("Late") if filters.late else "",
        _whose(filters, names, box),
        *(
            names.get(key, _("Something that is no longer here"))
            for key in (filters.team, filters.service, filters.other)
            if key
        ),
        *_when(filters),
    ]
    return [one for one in said if one]


def kept_shown(network: str, kept: Sequence[SavedFilter]) -> list[dict[str, Any]]:
    """Each with where it leads and what can be done with it."""
    return [
        {
            "name": one.name,
            "box": Box(one.box).label,
            "href": address_of(network, one.box, one.query),
            "is_default": one.is_default,
            "rename": _page(network, "rename_filter", one),
            "remove": _page(network, "remove_filter", one),
            "first": _page(network, "open_first", one),
        }
        for one in kept
    ]


def _page(network: str, name: str, saved: SavedFilter) -> str:
    return reverse(f"referrals:{name}", kwargs={"network": network, "filter_id": saved.pk})


def _ordered(filters: Filters, order: Order, box: Box) -> Filters:
    return replace(filters, order="" if order == ORDERS[box][0] else order.value)


def _whose(filters: Filters, names: Mapping[UUID, str], box: Box) -> str:
    if filters.unassigned:
        return _("Given to nobody yet")
    if filters.worker is None:
        return ""
    name = {"name": names.get(filters.worker, _("somebody who has left"))}
    return (_("Sent by %(name)s") if box == Box.SENT else _("Given to %(name)s")) % name


def _when(filters: Filters) -> list[str]:
    now = timezone.now()
    return [
        words % {"day": moments.long_date(day, now)}
        for words, day in (
            (_("Sent on or after %(day)s"), filters.sent_from),
            (_("Sent on or before %(day)s"), filters.sent_to),
        )
        if day
    ]
