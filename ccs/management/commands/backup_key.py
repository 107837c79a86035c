"""`manage.py backup_key FILE`: a key for backups."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ccs.backup.keys import new_key


class Command(BaseCommand):
    """Writes the secret half to the file, and says the public half."""

    help = "Make a key for backups: the secret half goes to FILE, the public half is printed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """A file that is there is not written over: it may be the key of every backup."""
        secret, public = new_key()
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"{file} could not be written: {error.strerror}.") from error
        with os.fdopen(descriptor, "w") as out:
            out.write(f"# Opens backups. Keep it apart from them, in two places.\n{secret}\n")
        self.stdout.write(f"The secret half is in {file}. Without it no backup can be opened.")
        self.stdout.write(f"The public half, for BACKUP_KEY where backups are made:\n{public}")
