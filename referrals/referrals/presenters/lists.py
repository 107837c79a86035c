from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ccs.paging.keyset import AFTER, BEFORE, Page
from referrals.referrals.queries import Box

_EMPTY: Final[dict[Box, tuple[Promise, Promise]]] = {
    Box.RECEIVED: (
        _("No open referrals for your team"),
        _("When somebody sends you one, it shows here and you get an email."),
    ),
    Box.SENT: (
        _("Your team has no open referrals on their way"),
        _("Those you send show here until they have ended."),
    ),
    Box.ENDED: (
        _("No referrals have ended yet"),
        _("Closed, declined and withdrawn ones show here."),
    ),
}


def tabs(network: str, current: Box) -> list[dict[str, Any]]:
    address = reverse("referrals:list", kwargs={"network": network})
    return [
        {"href": f"{address}?box={box.value}", "text": box.label, "current": box == current}
        for box in Box
    ]


def page_links(page: Page[Any], asked: Mapping[str, str]) -> dict[str, str]:
    """The pages before and after, with the filters as they stand."""
    kept = urlencode({k: v for k, v in asked.items() if v and k not in (AFTER, BEFORE, "q")})
    return {
        "previous": "?" + "&".join(filter(None, [kept, page.previous])) if page.previous else "",
        "next": "?" + "&".join(filter(None, [kept, page.next])) if page.next else "",
    }


def empty_words(box: Box) -> dict[str, str]:
    """What an empty list says instead of a blank page."""
    title, text = _EMPTY[box]
    return {"title": str(title), "text": str(text)}
