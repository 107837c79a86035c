"""`manage.py draw_figures`: docs/figures.md, from what the figures say of themselves."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reporting.figures.document import figures_page

PAGE: Path = settings.BASE_DIR / "docs" / "figures.md"


class Command(BaseCommand):
    """Safe to run at any time: the page holds nothing that is written by hand."""

    help = "Write what every figure means into docs/figures.md."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        PAGE.write_text(figures_page())
        self.stdout.write(f"Drawn: {PAGE.relative_to(settings.BASE_DIR)}.")
