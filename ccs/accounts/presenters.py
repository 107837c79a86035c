"""What the list of devices shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.ui import moments

# The first word found wins: Edge calls itself Chrome and Safari too, Chrome calls itself Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device we do not know")


def session_rows(sessions: Iterable[Any], *, now: datetime) -> list[dict[str, str]]:
    """One row for each place where the person is signed in: its name, and since when."""
    return [
        {
            "name": device_name(one.user_agent),
            "words": _words(one, now),
            "end": "" if one.is_current() else reverse("sign_out_of", kwargs={"pk": one.pk}),
        }
        for one in sessions
    ]


def trusted_rows(devices: Iterable[tuple[Any, bool]]) -> list[dict[str, str]]:
    """Each browser that is not asked for the second step, until when, and whether it is this."""
    return [
        {
            "name": device_name(one.user_agent),
            "words": _("This device, until %(day)s") % {"day": _day(one)}
            if here
            else _("until %(day)s") % {"day": _day(one)},
            "end": reverse("stop_trusting", kwargs={"device_id": one.pk}),
        }
        for one, here in devices
    ]


def _words(session: Any, now: datetime) -> str:
    since = _("since %(when)s") % {"when": moments.at(session.created_at, now)}
    return f"{_('This device')}, {since}" if session.is_current() else since


def _day(device: Any) -> str:
    return moments.full_date(timezone.localdate(device.trusted_until))


def _first(names: Mapping[str, str], user_agent: str) -> str:
    return next((name for part, name in names.items() if part in user_agent), "")
