"""`manage.py list_erased --to FILE`: who was erased, as ids, kept where the backups are."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ccs.backup.erased import write_list


class Command(BaseCommand):
    """Quick and small: run it more often than backups, because a restore needs it."""

    help = "Write the ids of all that was erased to FILE, for erase_again after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, to: Path, **options: Any) -> None:
        """Write it, in the place of the last one."""
        try:
            count = write_list(to, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{to} could not be written: {error.strerror}.") from error
        self.stdout.write(f"{to}: {count:,} erased.")
