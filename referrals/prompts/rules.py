"""Which questions are asked about a need, and what a list of them may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from ccs.tenancy.actor import Actor
from organisations.roles.rules import RoleName
from referrals.prompts.defaults import DEFAULTS

MAX_LENGTH: Final = 200
MAX_QUESTIONS: Final = 12
_READERS: Final = frozenset({RoleName.WORKER, RoleName.MANAGER, RoleName.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Prompts:
    """What stands for one need, in one language. Version 0 was never changed."""

    need: str
    questions: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    version: int = 0
    own: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """One row of the form: its words, where it is to stand, and whether it is shown."""

    text: str
    place: int
    hidden: bool = False


def default_prompts(need: str, *, version: int = 0) -> Prompts:
    """In the language in force."""
    return Prompts(need, tuple(str(one) for one in DEFAULTS[need]), version=version)


def in_order(rows: Iterable[Typed]) -> tuple[list[str], list[str]]:
    """What is asked and what is hidden: an empty row is left out, and a repeated one."""
    told = sorted((row for row in rows if row.text.strip()), key=lambda row: row.place)
    hidden = {" ".join(row.text.split()): row.hidden for row in told}
    return (
        [text for text, is_hidden in hidden.items() if not is_hidden],
        [text for text, is_hidden in hidden.items() if is_hidden],
    )


def wrong_with(questions: Sequence[str]) -> str | None:
    """`many` or `long`, None when the list may be kept."""
    if len(questions) > MAX_QUESTIONS:
        return "many"
    return "long" if any(len(one) > MAX_LENGTH for one in questions) else None


def can_read_prompts(actor: Actor) -> bool:
    """Who talks to people, or to those who do. Analysts do not."""
    return bool(actor.roles & _READERS)
