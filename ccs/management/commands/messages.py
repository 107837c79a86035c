"""`manage.py messages update|check|compile`: the catalogues, without GNU gettext."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ccs.management import messages


class Command(BaseCommand):
    """Update them from the code, check that they are complete, compile them."""

    help = "Update the message catalogues from the code, check them, or compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do."""
        parser.add_argument("what", choices=["update", "check", "compile"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """Do it."""
        if what == "update":
            messages.update()
        elif what == "compile":
            messages.compile_changed()
        elif faults := messages.faults():
            raise CommandError("\n".join([*faults, f"{len(faults)} messages are not right."]))
