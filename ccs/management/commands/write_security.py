"""`manage.py write_security`: docs/security.md's figures and table, from docs/asvs.csv."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ccs.management.requirements import missing, requirements, shown_in


class Command(BaseCommand):
    """To be run after a change of docs/asvs.csv."""

    help = "Write what docs/asvs.csv says into docs/security.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, or name the evidence that is not there."""
        found = requirements(settings.BASE_DIR)
        gone = missing(settings.BASE_DIR, found)
        if gone:
            raise CommandError(f"There is no such test or page: {', '.join(gone)}.")
        page = settings.BASE_DIR / "docs/security.md"
        page.write_text(shown_in(page.read_text(), found))
        self.stdout.write(f"{len(found)} requirements.")
