"""A link that says who may answer what: signed, for a month, and good for nothing else."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.core import signing

from ccs.logs.refused import note
from ccs.outbox.registry import link_to

_SALT: Final = "organisations.confirming"
# As long as until the next time of asking.
LASTS: Final = timedelta(days=30)


class Kind(StrEnum):
    """What is asked: can it take people, or is its page still right."""

    CAPACITY = "capacity"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Question:
    kind: Kind
    network_id: UUID
    service_id: UUID
    member_id: UUID


def link_for(kind: str, *, network_id: UUID, service_id: UUID, member_id: UUID) -> str:
    """The whole address, for an email to that member: who has it answers in their name."""
    told = [Kind(kind).value, *(one.hex for one in (network_id, service_id, member_id))]
    return link_to("organisations:answer", token=signing.dumps(told, salt=_SALT))


def question_in(token: str) -> Question | None:
    """None for a token that is broken, made elsewhere or too old."""
    try:
        kind, network, service, member = signing.loads(token, salt=_SALT, max_age=LASTS)
        return Question(Kind(kind), UUID(network), UUID(service), UUID(member))
    except (signing.BadSignature, ValueError, TypeError):
        note("token")
        return None
