"""`manage.py import_directory`: another directory's services into one network."""

from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from ccs.tenancy.actor import Actor
from organisations.interchange.intake.actions import import_directory
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.fetching import fetch_feed, source_of
from organisations.interchange.intake.incoming import Reading
from organisations.interchange.intake.packages import Unreadable, parsed, services_in
from organisations.interchange.intake.presenters import report
from organisations.interchange.intake.queries import known_to
from organisations.interchange.intake.table_reading import read_table
from organisations.management.console import console_of

_LARGEST: Final = 200_000_000


class Command(BaseCommand):
    help = (
        "Import services from an Open Referral UK 3.0 feed or file (JSON), or a table (CSV, as in "
        "the template). All or nothing; again changes only what changed. New services are drafts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--network", metavar="SLUG", required=True)
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument("--file", metavar="F", type=Path, help="a JSON or CSV file")
        source.add_argument("--url", metavar="U", help="the address of a feed, https only")
        parser.add_argument(
            "--source", help="a name for where it comes from; else the file's name or the address"
        )
        parser.add_argument(
            "--same",
            action="append",
            default=[],
            metavar="NAME[=OUR NAME]",
            help="an organisation of the source is the one of that name here; repeatable",
        )
        parser.add_argument("--dry-run", action="store_true", help="show it all, write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        fetched: Any = None
        try:
            if options["url"]:
                # Before the transaction: a slow feed must not hold one open.
                fetched = fetch_feed(options["url"], self.stdout.write)
            with translation.override("en"), console_of(options["network"]) as actor:
                self._import(actor, options, fetched)
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def _import(self, actor: Actor, options: dict[str, Any], fetched: Any) -> None:
        file, url = options["file"], options["url"]
        reading = _feed(fetched, actor) if url else _file(file, actor)
        if not reading.services and not reading.remarks:
            raise CommandError("There is no service in it. Nothing was written.")
        plan = import_directory(
            actor=actor,
            reading=reading,
            source=options["source"] or (source_of(url) if url else file.name[:200]),
            same=dict(_pair(one) for one in options["same"]),
            dry_run=options["dry_run"],
        )
        for line in report(plan, dry_run=options["dry_run"]):
            self.stdout.write(line)
        if plan.is_blocked:
            raise CommandError("Put right what is marked with ! and import again.")


def _pair(typed: str) -> tuple[str, str]:
    name, _separator, ours = typed.partition("=")
    return name.strip(), (ours or name).strip()


def _file(file: Path, actor: Actor) -> Reading:
    try:
        if file.stat().st_size > _LARGEST:
            raise Unreadable("The file is too large.")
        if file.suffix.lower() == ".csv":
            with file.open(newline="", encoding="utf-8-sig") as lines:
                return read_table(lines, known_to(actor))
        return _feed([("", parsed(file.read_bytes()))], actor)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"The file cannot be read: {type(error).__name__}.") from error


def _feed(found: list[tuple[str, Any]], actor: Actor) -> Reading:
    services = [one for place, whole in found for one in services_in(whole, place)]
    return read_feed(services, known_to(actor))
