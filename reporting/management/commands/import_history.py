"""`manage.py import_history`: years of past referrals, without a person in them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from organisations.management.console import console_of
from reporting.history.actions import import_history
from reporting.history.faults import words_of
from reporting.history.presenters import lines_of
from reporting.history.reading import Source
from reporting.history.reports import MOST_PROBLEMS, Report

_FILES: Final = ("organisations", "referrals")


class Command(BaseCommand):
    help = (
        "Import the past of a network from two CSV files (UTF-8, ISO 8601 times with offset): its "
        "organisations and its referrals. All or nothing; the same files again change nothing; a "
        "row with the same id and other values replaces what was there. Undo it on the page "
        "“Past referrals” of the network's reports."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", required=True)
        parser.add_argument(
            "--organisations",
            metavar="F",
            type=Path,
            required=True,
            help="columns org_id, sector, registered_on; optionally name, type, left_on, teams,"
            " can_receive",
        )
        parser.add_argument(
            "--referrals",
            metavar="F",
            type=Path,
            required=True,
            help="columns referral_id, from_org, to_org, status, made_at; optionally from_team,"
            " to_team, need, accepted_at, ended_at, outcome",
        )
        parser.add_argument("--dry-run", action="store_true", help="check it all, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        files = {file: options[file] for file in _FILES}
        with translation.override("en"), console_of(options["network"]) as actor:
            try:
                report = import_history(
                    actor=actor,
                    organisations=_source(files["organisations"]),
                    referrals=_source(files["referrals"]),
                    dry_run=options["dry_run"],
                    progress=self._bar if self.stderr.isatty() else lambda percent: None,
                )
            except OSError as error:
                raise CommandError(
                    f"{Path(str(error.filename)).name} cannot be read: {type(error).__name__}."
                ) from error
            self._tell(report, files, dry_run=options["dry_run"])

    def _bar(self, percent: int) -> None:
        """On one line, which the last of it ends."""
        whole = percent == 100  # noqa: PLR2004 - per cent
        bar = f"\r{'#' * (percent // 2):50} {percent:3}%"
        self.stderr.write(bar, style_func=str, ending="\n" if whole else "")

    def _tell(self, report: Report, files: dict[str, Path], *, dry_run: bool) -> None:
        for line in _problems(report, files):
            self.stderr.write(line)
        for line in lines_of(report, dry_run=dry_run):
            self.stdout.write(line)
        if report.wrong:
            found = "1 problem" if report.wrong == 1 else f"{report.wrong:,} problems"
            raise CommandError(f"{found}. Nothing was written. Put it right and import again.")


def _source(file: Path) -> Source:
    def opened() -> BinaryIO:
        return file.open("rb")

    return opened


def _problems(report: Report, files: dict[str, Path]) -> Iterator[str]:
    """Row by row, in the order of the files."""
    for one in report.problems:
        place = [files[one.file].name]
        place += [f"row {one.row}"] if one.row else []
        place += [f"column {one.column}"] if one.column else []
        yield f"{', '.join(place)}: {words_of(one)}"
    if report.wrong > MOST_PROBLEMS:
        yield f"… and {report.wrong - MOST_PROBLEMS:,} more problems."
