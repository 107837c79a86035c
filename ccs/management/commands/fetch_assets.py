"""`manage.py fetch_assets`: the design system's stylesheet and script, into static/govuk/."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ccs.management.assets import AssetsError, fetch_if_changed


class Command(BaseCommand):
    """Fetch by package-lock.json, once for each version of it."""

    help = "Fetch GOV.UK Frontend into static/govuk/, without its font and crown."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Fetch, and say whether there was anything to do."""
        try:
            fetched = fetch_if_changed()
        except AssetsError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Fetched GOV.UK Frontend." if fetched else "Assets are up to date.")
