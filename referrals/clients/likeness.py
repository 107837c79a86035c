"""Whether somebody who is being written down may be known already: pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final

# Sounds the same, or all but spelled the same; and hardly to be told apart.
_ALIKE: Final = 0.6
_SAME: Final = 0.85


def is_likely(
    parts: Sequence[float],
    *,
    same_birth: bool,
    same_phone: bool,
    same_postcode: bool,
    births: tuple[date | None, date | None],
) -> bool:
    """`parts` says how alike each word of the name is, the first name's first.

    Two dates of birth that differ are two people, unless the name and the number are the same:
    then one of the dates may be wrong.
    """
    if same_birth and (same_phone or same_postcode):
        return True
    if not parts or parts[0] < _ALIKE:
        return False
    rest = parts[1:]
    if all(births) and not same_birth:
        return same_phone and min(parts) >= _SAME
    if same_birth or same_phone:
        return True
    if not rest:
        return same_postcode and parts[0] >= _SAME
    return sum(rest) / len(rest) >= _ALIKE
