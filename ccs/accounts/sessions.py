"""Sessions in Redis and in the database, so that losing Redis signs nobody out.

Besides its fixed end a session ends when nobody has used it for a while: see accounts/rules.py.
"""

import logging
import time
from typing import Any

from django.contrib.sessions.backends import cached_db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError

from ccs.accounts.rules import Device, is_idle
from ccs.health.away import database_is_away

logger = logging.getLogger(__name__)

USED_AT = "used_at"
# How exact the time of the last use is: a busy session is written this often, and not each time.
TOUCHED_EVERY = 5 * 60


class SessionStore(cached_db.SessionStore):
    def load(self) -> dict[str, Any]:
        """Nothing of a session that nobody has used for too long: what comes now begins anew."""
        kept: dict[str, Any] = super().load()
        if not is_idle(kept.get("device", ""), used_at=kept.get(USED_AT), now=time.time()):
            return kept
        self.delete()
        self._session_key = None
        return {}

    def touch(self) -> None:
        """It is used now. Written only when the last time is some minutes ago."""
        used_at, now = self.get(USED_AT), int(time.time())
        if used_at is None or now - used_at <= TOUCHED_EVERY:
            return
        if self.modified:
            self[USED_AT] = now
            return
        # As it stands by now: what another page wrote meanwhile is not set back.
        fresh = type(self)(self.session_key)
        fresh[USED_AT] = now
        _saved_if_it_can_be(fresh)

    def get_expire_at_browser_close(self) -> bool:
        """On a shared device closing the browser signs out too, whatever time is left."""
        return self.get("device") == Device.SHARED or super().get_expire_at_browser_close()


def _saved_if_it_can_be(session: SessionStore) -> None:
    """Or left to the next page: what can only be read is still there for who reads."""
    try:
        session.save()
    except UpdateError:
        logger.info("accounts.session_ended_meanwhile")
    except DatabaseError as error:
        if not database_is_away(error):
            raise
