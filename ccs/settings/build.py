"""For building an image: gathers static files and compiles messages, and connects to nothing."""

from ccs.settings.base import *  # noqa: F403 - a settings module is its base, changed

SECRET_KEY = "for-building-an-image-only"  # noqa: S105 - signs nothing
PSEUDONYM_KEY = "for-building-an-image-only"
DATABASES: dict[str, object] = {}
MIGRATION_DATABASE = None
BACKUP_DATABASE = None
