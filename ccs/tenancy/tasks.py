"""Background work inside one network."""

from typing import Any
from uuid import UUID

from celery import Task

from ccs.tenancy.context import enter, system


class NetworkTask(Task):
    """The first argument is the network's id; the body runs in its `system` context."""

    def __call__(self, network_id: str, *args: Any, **kwargs: Any) -> Any:
        with enter(system(UUID(network_id))):
            return super().__call__(network_id, *args, **kwargs)
