"""`manage.py prepare_demo`: everything between running engines and a site worth looking at."""

import time
from typing import Any

from django.apps import apps
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from ccs.management.assets import fetch_if_changed
from ccs.management.messages import compile_changed


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
        # Nobody has been in yet: build what the apps have registered. Without models of its own
        # the ground asks for the tenant by name.
        if not apps.get_model("networks", "Network").objects.exists():
            self._build()

    def _build(self) -> None:
        started = time.monotonic()
        if "build_demo" in get_commands():
            call_command("build_demo")
            self.stdout.write(f"Built the demo in {time.monotonic() - started:.0f} seconds.")
