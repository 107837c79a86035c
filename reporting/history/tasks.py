"""A worker reads the files, and undoes; the scheduler's jobs do what it was not told of."""

from datetime import datetime
from typing import Final
from uuid import UUID

from celery import shared_task

from ccs.tenancy.actor import Actor
from ccs.tenancy.tasks import NetworkTask
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref
from reporting.history.actions import look_at, undo_asked

# A hundred thousand rows take a minute or two; the longest wait for a million.
_LONGEST: Final = 3600


@shared_task(base=NetworkTask, soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def read_files(network_id: str, upload_id: str) -> None:
    look_again(UUID(network_id), UUID(upload_id))


def wake(network_id: UUID, upload_id: UUID) -> None:
    """Ask a worker; without its queue the job is there."""
    read_files.apply_async([str(network_id), str(upload_id)], retry=False)


def look_again(network_id: UUID, upload_id: UUID) -> datetime | None:
    """The job's handler."""
    network = network_ref(network_by_id(network_id))
    return look_at(actor=Actor(network=network, name=""), upload_id=upload_id)


@shared_task(base=NetworkTask, soft_time_limit=_LONGEST, time_limit=_LONGEST + 60)
def undo_import(network_id: str, import_id: str) -> None:
    undo_again(UUID(network_id), UUID(import_id))


def wake_to_undo(network_id: UUID, import_id: UUID) -> None:
    """Ask a worker; without its queue the job is there."""
    undo_import.apply_async([str(network_id), str(import_id)], retry=False)


def undo_again(network_id: UUID, import_id: UUID) -> None:
    """The job's handler."""
    undo_asked(network=network_ref(network_by_id(network_id)), import_id=import_id)
