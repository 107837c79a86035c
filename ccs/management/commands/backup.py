"""`manage.py backup --to FILE|FOLDER`: the whole database, in one sealed file."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from ccs.backup.erased import write_list
from ccs.backup.keys import KeyProblem, recipients
from ccs.backup.making import BackupFailed, make_backup
from ccs.backup.programs import ProgramMissing
from ccs.management.progress import Progress


class Command(BaseCommand):
    """Runs beside a running site: it reads one snapshot, and holds nobody up."""

    help = "Back up the database, files and all, sealed with a key. Changes nothing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and for whom."""
        parser.add_argument("--to", type=Path, required=True, metavar="FILE|FOLDER")
        parser.add_argument(
            "--key-file", type=Path, help="a file with one or more keys; else BACKUP_KEY"
        )

    def handle(self, *args: Any, to: Path, key_file: Path | None, **options: Any) -> None:
        """Write it, and say what is in it."""
        if not settings.BACKUP_DATABASE:
            raise CommandError("BACKUP_DATABASE_URL is missing: the role ccs_backup's address.")
        started, progress = time.monotonic(), Progress(self.stdout, "Written")
        # The name is the connection's: under test it is the test database's.
        database = {**settings.BACKUP_DATABASE, "NAME": connection.settings_dict["NAME"]}
        try:
            file, manifest = make_backup(
                to,
                database=database,
                keys=recipients(key_file),
                now=timezone.now(),
                progress=progress,
            )
        except (BackupFailed, KeyProblem, ProgramMissing) as error:
            raise CommandError(str(error)) from error
        finally:
            progress.end()
        self._list_erased(file.with_suffix(".erased.json"))
        for name, table in manifest.tables.items():
            self.stdout.write(f"{table.rows:>12,}  {name}")
        self.stdout.write(f"The last line of the audit: {manifest.last_audited_at or 'none'}.")
        size = file.stat().st_size / 1_000_000
        self.stdout.write(
            f"{file}: {manifest.rows:,} rows in {len(manifest.tables)} tables,"
            f" {size:,.1f} MB, {time.monotonic() - started:.0f} seconds."
        )

    def _list_erased(self, beside: Path) -> None:
        try:
            write_list(beside, now=timezone.now())
        except OSError as error:
            raise CommandError(
                f"The backup is made, but {beside} could not be written: {error.strerror}."
            ) from error
