"""`manage.py prepare_demo`: everything between running engines and a site worth looking at."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from ccs.management.assets import fetch_if_changed
from ccs.management.messages import compile_changed
from ccs.management.schema import is_of_this_version


class Command(BaseCommand):
    """Assets, messages, migrations, and once the made-up people."""

    help = "What script/demo does before it starts the site. Safe to run again."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Each step says only what it did."""
        if fetch_if_changed():
            self.stdout.write("Fetched the design system's stylesheet and script.")
        compile_changed()
        call_command("migrate", verbosity=0, interactive=False)
        if not is_of_this_version():
            raise CommandError(
                "What is kept in var/ was built by an older version, and this one cannot read it. "
                "To build everything anew: script/demo --fresh"
            )
        # What is there stays; a build that was interrupted goes on.
        call_command("build_demo")
