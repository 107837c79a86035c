"""The worker's and the scheduler's application."""

import os
from pathlib import Path
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ccs.settings.production")

OWN_APPS = ["ccs", "networks", "organisations", "referrals", "reporting"]

app = Celery("ccs")
app.config_from_object("django.conf:settings", namespace="CELERY")


def rooms_with_tasks() -> list[str]:
    """Every feature room that has a tasks.py, as a package name."""
    root = Path(__file__).resolve().parents[1]
    return [
        f"{own}.{found.parent.name}"
        for own in OWN_APPS
        for found in sorted((root / own).glob("*/tasks.py"))
    ]


app.autodiscover_tasks(rooms_with_tasks)


@signals.setup_logging.connect
def keep_our_logging(**kwargs: Any) -> None:
    """Celery would put its own handlers beside the ones that settings made."""


@signals.worker_init.connect
@signals.beat_init.connect
def refuse_to_start(**kwargs: Any) -> None:
    """The worker and the scheduler serve people too."""
    from django.core.exceptions import ImproperlyConfigured

    from ccs.management.start import refuse_unbound_role

    try:
        refuse_unbound_role()
    except ImproperlyConfigured as error:
        # Celery logs other exceptions and goes on.
        raise SystemExit(str(error)) from error
