"""`manage.py erase_again LIST...`: after a restore, what was erased since the backup goes again."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ccs.backup.erased import ListUnreadable, erase_again, read_lists


class Command(BaseCommand):
    """Before the site starts. Safe to run twice: what is gone stays gone."""

    help = "Erase again what a restored backup brought back, by lists of list_erased."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        """By which lists; the newest is enough."""
        parser.add_argument("lists", type=Path, nargs="+", metavar="LIST")

    def handle(self, *args: Any, lists: list[Path], **options: Any) -> None:
        """Erase, and say how many had come back."""
        try:
            found = read_lists(lists)
        except ListUnreadable as error:
            raise CommandError(str(error)) from error
        back = erase_again(found)
        for kind, rows in found.items():
            self.stdout.write(
                f"{kind}: {len(rows):,} in the lists, {back.get(kind, 0):,} erased again."
            )
