"""`manage.py restore FILE`: a backup back into a database, all of it or nothing."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ccs.audit.checking import compare_with_seals
from ccs.backup.keys import KeyProblem, identities
from ccs.backup.manifest import Manifest, keys_missing
from ccs.backup.programs import ProgramMissing
from ccs.backup.reading import Unreadable, read_through
from ccs.backup.restoring import RestoreRefused, restore
from ccs.management.progress import Progress
from ccs.tenancy.checks import role_problems
from ccs.tenancy.inspection import database_problems

# Every row is what the backup says of it, so the damage is older than the backup.
NOT_AS_SEALED = (
    "Restored, every row of the backup; but when it was made, the audit was not what had been"
    " sealed. Look for an older backup, and ask who could write to the database:"
)


class Command(BaseCommand):
    """Runs as the role that owns the tables, while the site is stopped."""

    help = "Restore a backup into an empty database; --dry-run only reads it to its end."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Which, by which key, and how far."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--key-file", type=Path, help="a file with the key; else BACKUP_KEY")
        parser.add_argument(
            "--replace", action="store_true", help="throw away what the database holds now"
        )
        parser.add_argument(
            *("--dry-run", "--verify"),
            dest="dry_run",
            action="store_true",
            help="read the backup to its end and restore nothing",
        )

    def handle(
        self, *args: Any, file: Path, key_file: Path | None, dry_run: bool, **options: Any
    ) -> None:
        """Each step says what it found."""
        started, progress = time.monotonic(), Progress(self.stdout, "Read")
        try:
            keys = identities(key_file)
            if dry_run:
                manifest = read_through(file, keys, progress)
            else:
                manifest = self._restore(file, keys, progress, replace=options["replace"])
        except (KeyProblem, ProgramMissing, RestoreRefused, Unreadable) as error:
            raise CommandError(str(error)) from error
        finally:
            progress.end()
        self._say(manifest)
        what = "whole and unchanged; nothing was restored" if dry_run else "restored, every row"
        seconds = time.monotonic() - started
        self.stdout.write(f"{file}: {what}. {manifest.rows:,} rows, {seconds:.0f} seconds.")
        if not dry_run:
            self.stdout.write(
                f"What was erased after {manifest.made_at} is back. Before the site starts:"
                " manage.py erase_again with the newest list of list_erased."
            )
            self._afterwards()

    def _restore(
        self, file: Path, keys: list[Any], progress: Progress, *, replace: bool
    ) -> Manifest:
        if not settings.MIGRATION_DATABASE:
            raise CommandError("MIGRATION_DATABASE_URL is missing: only the owner may restore.")
        # The name is the connection's: under test it is the test database's.
        database = {**settings.MIGRATION_DATABASE, "NAME": connection.settings_dict["NAME"]}
        connection.close()
        return restore(
            file,
            database=database,
            app_role=settings.DATABASE_APP_ROLE,
            keys=keys,
            replace=replace,
            progress=progress,
        )

    def _say(self, manifest: Manifest) -> None:
        for name, table in manifest.tables.items():
            self.stdout.write(f"{table.rows:>12,}  {name}")
        self.stdout.write(f"Made at {manifest.made_at}, on PostgreSQL {manifest.server_major}.")
        self.stdout.write(f"The last line of the audit: {manifest.last_audited_at or 'none'}.")
        for name in keys_missing(manifest):
            self.stderr.write(
                f"{name} is another one than when the backup was made. Set the old one before the"
                " site starts: docs/keys.md says what is lost without it."
            )

    def _afterwards(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write(
                "The backup is of an older version: now run migrate, then check_tenancy and"
                " check_audit."
            )
            return
        problems = [*role_problems(), *database_problems()]
        if problems:
            raise CommandError("\n".join(["Restored, but the walls do not stand:", *problems]))
        self.stdout.write("Every wall stands.")
        sealed, broken = compare_with_seals()
        if broken:
            raise CommandError("\n".join([NOT_AS_SEALED, *broken]))
        self.stdout.write(f"{sealed:,} days of audit are as they were sealed.")
