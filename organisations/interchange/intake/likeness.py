"""Organisations that may be the same. Only ever a suggestion: people decide."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

_ALIKE: Final = 0.87
# Words that do not tell two organisations apart.
_FORMS: Final = {"the", "ltd", "limited", "cio", "cic", "charity", "trust", "uk", "plc"}
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that is here, or that came before in the same source."""

    name: str
    charity_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    name: str
    why: str


@cache
def plain(name: str) -> str:
    """What is left of a name without its legal form, order kept."""
    words = _WORD.findall(name.casefold().replace("&", " and ").replace("’", "").replace("'", ""))
    return " ".join(word for word in words if word not in _FORMS) or " ".join(words)


def alike(new: Known, others: Iterable[Known]) -> list[Likeness]:
    """The others that may be it: by number first, then by name."""
    found = []
    # It keeps what it has found out about its second text.
    matcher = SequenceMatcher(None, "", plain(new.name), autojunk=False)
    for other in others:
        shared = sorted(new.charity_numbers & other.charity_numbers)
        if shared:
            found.append(Likeness(other.name, f"the same charity number, {shared[0]}"))
        elif _is_alike(matcher, plain(other.name)):
            found.append(Likeness(other.name, "nearly the same name"))
    return sorted(found, key=lambda one: (not one.why.startswith("the same"), one.name))


def _is_alike(matcher: SequenceMatcher[str], other: str) -> bool:
    matcher.set_seq1(other)
    return (
        matcher.real_quick_ratio() >= _ALIKE
        and matcher.quick_ratio() >= _ALIKE
        and matcher.ratio() >= _ALIKE
    )
