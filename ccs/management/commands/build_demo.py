"""`manage.py build_demo`: the made-up networks, people and stories, by the actions of the site."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ccs.demo import registry


class Command(BaseCommand):
    """What is there already stays as it is."""

    help = "Build the demo's made-up networks, people and stories. Changes nothing the second time."

    def handle(self, *args: Any, **options: Any) -> None:
        """A line for each part that was built."""
        if not settings.DEMO:
            raise CommandError("Made-up people have no place here: DEMO is not set.")
        for part in registry.parts():
            started = time.monotonic()
            try:
                made = registry.build_part(part)
            except registry.AlreadyBuiltError:
                continue
            seconds = time.monotonic() - started
            self.stdout.write(f"Built {part}: {', '.join(made)} ({seconds:.0f} s).")
            self.stdout.flush()
