"""Sessions in Redis and in the database, so that losing Redis signs nobody out."""

from django.contrib.sessions.backends import cached_db

from ccs.accounts.rules import Device


class SessionStore(cached_db.SessionStore):
    def get_expire_at_browser_close(self) -> bool:
        """On a shared device closing the browser signs out too, whatever time is left."""
        return self.get("device") == Device.SHARED or super().get_expire_at_browser_close()
