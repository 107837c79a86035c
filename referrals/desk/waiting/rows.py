"""What waits for a human of the desk: one row of its list, and the rooms that fill it.

A room registers a kind. Nothing in a row is about a person helped: envelopes, teams, services.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours

M = TypeVar("M", bound=Model)


class Press(IntEnum):
    """What stands before what, whatever its time: people in need, people who help, the rest."""

    PERSON = 1
    HELPER = 2
    UPKEEP = 3


@dataclass(frozen=True, slots=True)
class Step:
    """The one best thing to do next: a link, or with `fields` one tap."""

    label: str
    href: str
    fields: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """`since` is shown; `at` puts it in order, and is what `since` is where nothing else is due."""

    subject_id: UUID
    what: str
    who: str
    since: datetime | None
    step: Step
    at: datetime | None = None
    due: datetime | None = None
    phone: str = ""
    facts: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks, when, and at how many: `only` at these subjects, where it is not None."""

    actor: Actor
    now: datetime
    hours: WorkingHours
    most: int
    only: frozenset[UUID] | None = None

    def of(self, rows: QuerySet[M], subject: str = "pk") -> list[M]:
        """So many of them, in the order they have."""
        wanted = rows if self.only is None else rows.filter(**{f"{subject}__in": list(self.only)})
        return list(wanted[: self.most])

    def among(self, rows: Sequence[Any], subject: Callable[[Any], UUID]) -> list[Any]:
        """The same of rows that are no query."""
        wanted = [one for one in rows if self.only is None or subject(one) in self.only]
        return wanted[: self.most]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`find` answers the most pressing first, with one query or two whatever there is."""

    code: str
    label: Promise
    press: Press
    find: Callable[[Look], list[Waits]] = field(compare=False)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """For `apps.ready()`. The same code again replaces it, so that `ready()` may run twice."""
    _kinds[kind.code] = kind


def kinds() -> list[Kind]:
    """In the order in which they were registered, the most pressing first."""
    return sorted(_kinds.values(), key=lambda kind: kind.press)


def kind_of(code: str) -> Kind | None:
    return _kinds.get(code)
