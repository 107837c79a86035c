"""Whether what somebody sends holds something that is known to do harm."""

import logging
from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from ccs.scanning.clamd import NotAnsweredError, what_it_holds
from ccs.tenancy.problems import NotNow

logger = logging.getLogger("ccs.scanning")

INFECTED: Final = "scanning:infected"
NOT_LOOKED: Final = "scanning:not_looked"


def first_infected(contents: Sequence[bytes]) -> int | None:
    """Which of them is the first to hold something. Without a scanner none is known to.

    Raises NotNow where the scanner does not say. Ask before anything is locked: it may take
    CLAMAV_TIMEOUT for each of them.
    """
    if not settings.CLAMAV_URL:
        return None
    for place, content in enumerate(contents):
        if _found_in(content, of=len(contents)):
            return place
    return None


def _found_in(content: bytes, *, of: int) -> bool:
    address, seconds = settings.CLAMAV_URL, settings.CLAMAV_TIMEOUT
    try:
        found = what_it_holds(content, address=address, seconds=seconds)
    except NotAnsweredError as error:
        logger.warning("scanning.not_looked", extra={"why": error.reason, "size": len(content)})
        _count(NOT_LOOKED)
        raise NotNow(
            ngettext(
                "We could not check your file for viruses just now, so we did not add it."
                " What you wrote is saved. Try again in a few minutes, or go on without it.",
                "We could not check your files for viruses just now, so we did not add them."
                " What you wrote is saved. Try again in a few minutes, or go on without them.",
                of,
            )
        ) from error
    if found:
        logger.warning("scanning.infected", extra={"signature": found})
        _count(INFECTED)
    return bool(found)


def _count(what: str) -> None:
    """As well as it goes: the log has each of them."""
    try:
        cache.add(what, 0, timeout=None)
        cache.incr(what)
    except (RedisError, ValueError) as error:
        logger.warning("scanning.not_counted", extra={"error": type(error).__name__})
