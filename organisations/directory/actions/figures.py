"""How organisations answered lately: numbers written for everybody by whoever counted them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.jobs.actions import schedule
from organisations.directory.models import ReplyFigure

# The job that counts, a network at a time: its subject is the network.
REPLY_FIGURES: Final = "reply_figures"
_AT_NIGHT: Final = 3


class Figure(NamedTuple):
    """Of one service; of the whole organisation where there is none."""

    organisation_id: UUID
    service_id: UUID | None
    answered: int
    accepted: int
    typical_minutes: int | None


@transaction.atomic
def write_reply_figures(*, network_id: UUID, figures: Iterable[Figure]) -> None:
    """In place of those before. Only the system may: the walls let nobody else write them."""
    now = timezone.now()
    ReplyFigure.objects.filter(network_id=network_id).delete()
    ReplyFigure.objects.bulk_create(
        ReplyFigure(network_id=network_id, counted_at=now, **figure._asdict()) for figure in figures
    )


def count_replies_nightly(*, network_id: UUID) -> None:
    """From now on; the job sees to its own next night."""
    schedule(REPLY_FIGURES, network_id=network_id, due=[(network_id, timezone.now())])


def next_night(now: datetime) -> datetime:
    """The next 3am by the clock of the site."""
    local = timezone.localtime(now)
    tonight = local.replace(hour=_AT_NIGHT, minute=0, second=0, microsecond=0)
    return tonight if tonight > local else tonight + timedelta(days=1)
