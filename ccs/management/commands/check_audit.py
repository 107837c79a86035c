"""`manage.py check_audit`: whether each day's audit is what was sealed the night after."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ccs.audit.checking import compare_with_seals


class Command(BaseCommand):
    """Reads every sealed day of every network; ends with 1 when one differs."""

    help = "Compare the audit with its seals. Changes nothing."
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every day that differs, or how many are as they were."""
        sealed, broken = compare_with_seals()
        if broken:
            raise CommandError("\n".join([*broken, f"{len(broken)} of {sealed} sealed days."]))
        self.stdout.write(f"{sealed:,} days of audit are as they were sealed.")
