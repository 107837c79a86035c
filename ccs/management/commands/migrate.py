"""`migrate` as the role that owns the tables, because the runtime role owns nothing."""

from typing import Any

from django.core.management.commands import migrate

from ccs.management.owner import owner_connection


class Command(migrate.Command):
    """Django's own command, with MIGRATION_DATABASE_URL's role."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run as the owner, then be the runtime role again."""
        with owner_connection():
            super().handle(*args, **options)
