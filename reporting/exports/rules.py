"""How a long list is made: its states, how large a step is, and how long the file stays."""

from datetime import timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

KEPT_FOR: Final = timedelta(days=7)
# The same list, asked for again by the same person within this, is a second click.
ONE_CLICK: Final = timedelta(minutes=1)

# The job that writes one step of one export, and at the end of its time deletes the file.
WRITE: Final = "export"
READY: Final = "export_ready"
FAILED: Final = "export_failed"


class Format(TextChoices):
    CSV = "csv", _("CSV, for any program")
    XLSX = "xlsx", _("Excel (XLSX)")


# Rows a step: what one transaction writes, and what is lost when a worker dies.
STEP: Final = 10_000


class State(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Deleted")


UNFINISHED: Final = (State.WAITING, State.RUNNING)


def percent(done: int, of: int | None) -> int:
    """How far it is; 0 until it is known how many there are."""
    return 100 * done // of if of else 0
