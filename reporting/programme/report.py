"""What a page of the programme is made of: tables of all live networks, each with what it means."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from reporting.figures.report import Column, Kind, Sheet, Words

NETWORK: Final = Column("network", _("Network"), Kind.TEXT)
ALL: Final = _("All networks")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Listed:
    """One table. `facts` stand above it, `means` says what its columns are where they do not."""

    code: str
    title: Words
    sheet: Sheet
    means: Words
    facts: Sequence[tuple[Words, Words]] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Several tables about one thing. `choices` are what can be chosen: (value, words)."""

    title: Words
    about: Words
    tables: Sequence[Listed]
    choices: Sequence[tuple[str, Words]] = ()
    chosen: str = ""
    choose: Words = ""
    files: Mapping[str, Any] = field(default_factory=dict)


def of_each(networks: Sequence[Network], ask: Callable[[UUID], Told]) -> list[tuple[Network, Told]]:
    """One network after the other, each as its own system: envelopes, and never two at once."""
    found = []
    for network in networks:
        with enter(system(network.pk)):
            found.append((network, ask(network.pk)))
    return found
