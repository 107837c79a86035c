"""Whose details may be given to a person."""

from collections.abc import Iterable

from organisations.directory.rules import Audience


def can_be_given(audience: str, public_phones: Iterable[str]) -> bool:
    """A service for everybody, or with a number that anybody may call."""
    return audience == Audience.PUBLIC or any(public_phones)
