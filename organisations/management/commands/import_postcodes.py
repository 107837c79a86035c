"""The ONS Postcode Directory, and names of areas, into the tables of places."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from organisations.places.actions import Imported, import_areas, import_postcodes
from organisations.places.reading import UnreadableFile

_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import the ONS Postcode Directory (CSV, any year) and lists of areas' names. All or "
        "nothing; again is safe. Contains OS, Royal Mail and National Statistics data, Crown "
        "copyright and database right, Open Government Licence 3.0."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, help="the postcode directory's CSV file")
        parser.add_argument(
            "--areas",
            type=Path,
            action="append",
            default=[],
            help="a CSV file with codes and names of council areas or wards; may be repeated",
        )
        parser.add_argument("--dry-run", action="store_true", help="check the files, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raising inside the transaction undoes the files before the wrong one too."""
        if not options["file"] and not options["areas"]:
            raise CommandError("Say which file: --file for postcodes, --areas for names of areas.")
        with transaction.atomic():
            if options["file"]:
                done = self._import(import_postcodes, options["file"], options["dry_run"])
                self._say(done, "postcodes", dry_run=options["dry_run"])
            for file in options["areas"]:
                done = self._import(import_areas, file, options["dry_run"])
                self._say(done, "names of areas", dry_run=options["dry_run"])

    def _import(self, load: Callable[..., Imported], file: Path, dry_run: bool) -> Imported:  # noqa: FBT001 - handed on as it came
        try:
            with file.open(newline="", encoding="utf-8-sig") as lines:
                done = load(lines=lines, dry_run=dry_run)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file.name} cannot be read: {type(error).__name__}.") from error
        except UnreadableFile as error:
            raise CommandError(f"{file.name}: {error}") from error
        for problem in done.problems[:_SHOWN]:
            self.stderr.write(f"{file.name}, line {problem.line}: {problem.message}")
        if done.wrong:
            raise CommandError(f"{done.wrong} lines are wrong. Nothing was written.")
        return done

    def _say(self, done: Imported, what: str, *, dry_run: bool) -> None:
        end = "nothing was written" if dry_run else f"{done.changed} are new or changed"
        self.stdout.write(f"{done.rows} {what} read, {end}.")
