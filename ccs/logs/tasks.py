"""Carries the request id to the worker in a message's headers, and back into its logs."""

import logging
from contextlib import AbstractContextManager
from typing import Any
from uuid import uuid4

from celery import signals

from ccs.logs.request_id import current_request_id, request_id

logger = logging.getLogger("ccs.task")
HEADER = "request_id"
_open: dict[str, AbstractContextManager[str]] = {}


@signals.before_task_publish.connect
def send_id_along(headers: dict[str, Any], **kwargs: Any) -> None:
    """A task belongs to the request that sent it; one from the scheduler starts its own."""
    headers.setdefault(HEADER, current_request_id() or uuid4().hex)


@signals.task_prerun.connect
def take_id_up(task_id: str, task: Any, **kwargs: Any) -> None:
    """Log under the sender's id while the task runs."""
    _open[task_id] = request_id(getattr(task.request, HEADER, None) or uuid4().hex)
    _open[task_id].__enter__()


@signals.task_postrun.connect
def put_id_down(task_id: str, task: Any, state: str | None = None, **kwargs: Any) -> None:
    """One line about the task, then forget its id."""
    logger.info("task", extra={"task": task.name, "task_id": task_id, "state": state})
    context = _open.pop(task_id, None)
    if context:
        context.__exit__(None, None, None)
