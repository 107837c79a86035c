"""`manage.py draw_states`: docs/states.md, from the table of moves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from referrals.referrals.diagram import states_page

PAGE: Path = settings.BASE_DIR / "docs" / "states.md"


class Command(BaseCommand):
    """Safe to run at any time: the page holds nothing that is written by hand."""

    help = "Draw the states of a referral into docs/states.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(states_page())
        self.stdout.write(f"Drawn: {PAGE.relative_to(settings.BASE_DIR)}.")
