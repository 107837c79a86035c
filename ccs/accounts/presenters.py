"""What the list of devices shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

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


def session_rows(sessions: Iterable[Any], *, now: datetime) -> list[tuple[str, str]]:
    """One row for each place where the person is signed in: its name, and since when."""
    return [(device_name(one.user_agent), _words(one, now)) for one in sessions]


def _words(session: Any, now: datetime) -> str:
    since = _("since %(when)s") % {"when": moments.at(session.created_at, now)}
    return f"{_('This device')}, {since}" if session.is_current() else since


def _first(names: Mapping[str, str], user_agent: str) -> str:
    return next((name for part, name in names.items() if part in user_agent), "")
