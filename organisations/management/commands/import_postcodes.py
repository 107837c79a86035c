"""The ONS Postcode Directory into the table of postcodes."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisations.places.actions import import_postcodes
from organisations.places.reading import UnreadableFile

_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import the ONS Postcode Directory (CSV, any year). All or nothing; again is safe. "
        "Contains OS, Royal Mail and National Statistics data, Open Government Licence 3.0."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", required=True, type=Path, help="the directory's CSV file")
        parser.add_argument("--dry-run", action="store_true", help="check the file, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open(newline="", encoding="utf-8-sig") as lines:
                done = import_postcodes(lines=lines, dry_run=options["dry_run"])
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"The file cannot be read: {type(error).__name__}.") from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        for problem in done.problems[:_SHOWN]:
            self.stderr.write(f"line {problem.line}: {problem.message}")
        if done.problems:
            raise CommandError(f"{len(done.problems)} lines are wrong. Nothing was written.")
        what = "would be written" if options["dry_run"] else "written"
        self.stdout.write(f"{done.rows} postcodes {what}.")
