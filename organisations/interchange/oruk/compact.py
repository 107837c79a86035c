"""Open Referral UK leaves out what is not known: no nulls, nothing empty."""

from typing import Any

_EMPTY: tuple[Any, ...] = (None, "", [], {})


def compact(**fields: Any) -> dict[str, Any]:
    """The fields that say something; False and 0 do."""
    return {name: value for name, value in fields.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return isinstance(value, str | list | dict | None) and value in _EMPTY
