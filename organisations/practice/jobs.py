"""Filled by a worker within a minute, so that founding a network stays quick."""

from uuid import UUID

from ccs.jobs import registry
from organisations.practice.founding import FILL, fill_twin


def fill(network_id: UUID, subject_id: UUID) -> None:
    fill_twin(network_id)


def register() -> None:
    registry.register(FILL, fill)
