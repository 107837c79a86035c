"""Who is asking, told to PostgreSQL for the length of one transaction."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import connection, transaction


class Role(StrEnum):
    """What the context may be. No role sees everything."""

    MEMBER = "member"
    COORDINATOR = "coordinator"
    ANALYST = "analyst"
    PROGRAMME = "programme"
    PUBLIC = "public"
    SYSTEM = "system"
    CUSTODIAN = "custodian"
    PERSON = "person"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Context:
    """The facts that row-level policies ask for.

    `teams` opens letters, `envelopes` (a superset) opens envelopes only; `managed` are the
    organisations whose people and services may be changed; `person` is the client who looks at
    their own record; `now` is the time by which a reading in an emergency has ended.
    """

    network: UUID | None = None
    user: UUID | None = None
    teams: tuple[UUID, ...] = ()
    envelopes: tuple[UUID, ...] = ()
    managed: tuple[UUID, ...] = ()
    role: Role | None = None
    person: UUID | None = None
    now: datetime | None = None


NOBODY = Context()
_current: ContextVar[Context] = ContextVar("tenancy_context", default=NOBODY)

# The third argument keeps the setting inside the transaction: a session-wide
# one would leak to the next user of a pooled connection.
_SET = (
    "SELECT set_config('ccs.network', %s, true), set_config('ccs.user', %s, true),"
    " set_config('ccs.teams', %s, true), set_config('ccs.envelopes', %s, true),"
    " set_config('ccs.managed', %s, true), set_config('ccs.role', %s, true),"
    " set_config('ccs.person', %s, true), set_config('ccs.now', %s, true)"
)


def current() -> Context:
    return _current.get()


def system(network: UUID) -> Context:
    """One network's envelopes and never a letter: reminders, sweeps, the outbox."""
    return Context(network=network, role=Role.SYSTEM)


def custodian(network: UUID, *, person: UUID | None = None) -> Context:
    """What nobody sent, when its time is over; or all that is held about one person.

    With `person` (a client), their rows and no others: to read them out, and to write over what
    tells who they are. Entered by named actions only, each audited.
    """
    return Context(network=network, role=Role.CUSTODIAN, person=person)


def person(network: UUID, client: UUID) -> Context:
    """The person helped: how to reach them, who reads about them, and their own agreements.

    Entered by named, audited actions only: what they do themselves once it is sure that it is
    they, and a message to them at the moment it is sent.
    """
    return Context(network=network, role=Role.PERSON, person=client)


def emergency(network: UUID, *, user: UUID, teams: tuple[UUID, ...], now: datetime) -> Context:
    """The letters that this worker reads in an emergency now; writes nothing.

    Entered by named, audited actions only.
    """
    return Context(network=network, user=user, teams=teams, role=Role.EMERGENCY, now=now)


def beginning_emergency(network: UUID, *, user: UUID, now: datetime) -> Context:
    """The `system` for a worker who says that they have to read: the database asks about both."""
    return Context(network=network, user=user, role=Role.SYSTEM, now=now)


def apply(context: Context) -> None:
    """Change the context of the block opened by `enter`; refuses to run outside one."""
    apply_and_fetch(context)


def apply_and_fetch(
    context: Context, sql: str = "", params: Sequence[Any] = ()
) -> list[tuple[Any, ...]]:
    """The same, with the rows of a query that already runs in the new context: one round trip."""
    if not connection.in_atomic_block:
        raise RuntimeError("A tenancy context lives inside a transaction: use enter().")
    with connection.cursor() as cursor:
        cursor.execute(f"{_SET}; {sql}" if sql else _SET, [*settings_of(context), *params])
        rows = cursor.fetchall()
    _current.set(context)
    return rows


def settings_of(context: Context) -> list[str]:
    return [
        str(context.network or ""),
        str(context.user or ""),
        _listed(context.teams),
        _listed(context.envelopes),
        _listed(context.managed),
        str(context.role or ""),
        str(context.person or ""),
        context.now.isoformat() if context.now else "",
    ]


@contextmanager
def enter(context: Context) -> Iterator[None]:
    """Open a transaction in which the database knows `context`.

    Nested use restores the outer context: releasing a savepoint keeps what SET LOCAL
    did, rolling one back undoes it.
    """
    nested = connection.in_atomic_block
    outer = _current.get()
    try:
        with transaction.atomic():
            apply(context)
            yield
            if nested and not connection.needs_rollback:
                apply(outer)
    finally:
        _current.set(outer)


def _listed(ids: Sequence[UUID]) -> str:
    return ",".join(map(str, ids))
