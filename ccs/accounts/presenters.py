"""What the list of devices shows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

# The first word found wins: Edge calls itself Chrome and Safari too, Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox": "Firefox", "Chrome": "Chrome", "Safari": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows",
    "CrOS": "Chromebook", "Mac OS": "Mac", "Linux": "Linux",
}


def device_name(user_agent: str) -> str:
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A device we do not know")


def session_rows(sessions: Iterable[Any]) -> list[dict[str, Any]]:
    """One row for each place where the person is signed in."""
    return [
        {
            "device": device_name(session.user_agent),
            "since": date_format(localtime(session.created_at), "j F Y, H:i"),
            "here": session.is_current(),
        }
        for session in sessions
    ]


def _first(names: Mapping[str, str], user_agent: str) -> str:
    return next((name for part, name in names.items() if part in user_agent), "")
