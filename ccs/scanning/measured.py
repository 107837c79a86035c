"""What the scanner can say of itself, and what came of asking it."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache

from ccs.health.gauges import Values, register
from ccs.health.probes import SECONDS
from ccs.scanning.clamd import NotAnsweredError, ask
from ccs.scanning.looking import INFECTED, NOT_LOOKED


def scanner_answers() -> bool | None:
    """None where there is none to ask."""
    return _says("PING") == "PONG" if settings.CLAMAV_URL else None


def _up() -> Values:
    answers = scanner_answers()
    return {} if answers is None else {"": answers}


def _signatures_age() -> Values:
    """`ClamAV 1.4.6/27823/Sat Nov 21 08:42:11 2026`: the last part is when they were made."""
    *_program, made = _says("VERSION").split("/")
    try:
        at = datetime.strptime(made, "%a %b %d %H:%M:%S %Y").replace(tzinfo=UTC)
    except ValueError:
        return {}
    return {"": max((datetime.now(UTC) - at).total_seconds(), 0)}


def _counted() -> Values:
    if not settings.CLAMAV_URL:
        return {}
    return {"infected": cache.get(INFECTED, 0), "not_looked": cache.get(NOT_LOOKED, 0)}


def _says(command: str) -> str:
    if not settings.CLAMAV_URL:
        return ""
    try:
        return ask(settings.CLAMAV_URL, command, seconds=SECONDS)
    except NotAnsweredError:
        return ""


def register_gauges() -> None:
    register("ccs_scanner_up", "1 when the virus scanner answers.", _up)
    register(
        "ccs_scanner_signatures_seconds",
        "How old what it knows is: about a day when all is well.",
        _signatures_age,
    )
    register(
        "ccs_scanner_refused",
        "Files refused since the cache was emptied, by why.",
        _counted,
        label="why",
    )
