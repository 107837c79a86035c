"""How often one address may ask for what costs us something, counted in Redis."""

import logging

from allauth.core.internal import ratelimit
from django.http import HttpRequest
from redis.exceptions import RedisError

from ccs.logs.refused import note

logger = logging.getLogger("ccs.limits")


def within_rate(request: HttpRequest, action: str, *, rate: str, key: str | None = None) -> bool:
    """Count this request; whether it is still within `rate`, such as `20/h/ip`.

    `20/h/key` counts for `key`, whoever asks.

    The counter and the address are those of sign-in. Without Redis nobody is held up.
    """
    try:
        counted = ratelimit.consume(
            request, app="ccs", action=action, config={action: rate}, key=key, limit_get=True
        )
    except RedisError as error:
        logger.warning("rate.not_counted", extra={"error": type(error).__name__})
        return True
    if counted is None:
        note("limit", action=action)
    return counted is not None
