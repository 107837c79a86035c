"""A modest limit on what one key may ask in a minute, counted in Redis."""

import logging
import time
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from ccs.tenancy.actor import Actor

if TYPE_CHECKING:  # whose own settings name this class
    from rest_framework.views import APIView

logger = logging.getLogger("ccs.api")
MINUTE = 60


class PerKey(BaseThrottle):
    """A counter for each key and minute. Without Redis nobody is held up."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        counter = f"api:{cast('Actor', request.auth).identity}:{int(time.time()) // MINUTE}"
        try:
            # Twice the minute, so that it cannot expire between the two commands.
            cache.add(counter, 0, timeout=2 * MINUTE)
            return cache.incr(counter) <= settings.API_REQUESTS_PER_MINUTE
        except RedisError as error:
            logger.warning("api.not_counted", extra={"error": type(error).__name__})
            return True

    def wait(self) -> float:
        return MINUTE - time.time() % MINUTE + 1
