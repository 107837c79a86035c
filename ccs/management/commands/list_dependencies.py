"""`manage.py list_dependencies`: writes docs/dependencies.md and its form for programs."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ccs.management.dependencies import bill, not_allowed, packages, page


class Command(BaseCommand):
    """To be run after `script/lock`, where everything is installed."""

    help = "Write docs/dependencies.md and docs/dependencies.cdx.json from the lock files."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both, or name the licences that nobody agreed to."""
        found = packages(settings.BASE_DIR)
        refused = [f"{one.name} ({one.licence})" for one in not_allowed(found)]
        if refused:
            raise CommandError(f"Licences that nobody agreed to: {', '.join(refused)}.")
        (settings.BASE_DIR / "docs/dependencies.md").write_text(page(found))
        (settings.BASE_DIR / "docs/dependencies.cdx.json").write_text(bill(found))
        self.stdout.write(f"{len(found)} packages.")
