"""Redis as a cache. What is kept there is kept elsewhere too: without it pages are slower."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NotThereError
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger("ccs.cache")

# How long one page waits for a Redis that does not answer, and how long nobody asks it again.
OPTIONS: dict[str, Any] = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry": Retry(NoBackoff(), 1),
}
SECONDS_AWAY = 5.0


class Cache(RedisCache):
    """While Redis is away everything is missing and nothing is kept.

    Counting alone has to know: `incr` raises, and who counts decides what that means.
    """

    away_until = 0.0

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**OPTIONS, **params.get("OPTIONS", {})}})

    def add(self, key: Any, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: super(Cache, self).add(key, *args, **kwargs), True)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        return self._tried(lambda: super(Cache, self).get(key, default, version), default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._tried(lambda: super(Cache, self).set(*args, **kwargs), None)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: super(Cache, self).delete(*args, **kwargs), False)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._tried(lambda: super(Cache, self).has_key(*args, **kwargs), False)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < Cache.away_until:
            raise NotThereError("Redis was away a moment ago.")
        return super().incr(*args, **kwargs)

    def _tried(self, work: Callable[[], Any], otherwise: Any) -> Any:
        """Of one process: the first to find it away waits, and the others do not."""
        if time.monotonic() < Cache.away_until:
            return otherwise
        try:
            return work()
        except RedisError as error:
            Cache.away_until = time.monotonic() + SECONDS_AWAY
            logger.warning("cache.away", extra={"error": type(error).__name__})
            return otherwise
