"""What was erased after a backup was made, so that it does not come back with it.

A list of ids and times, kept beside the backups and written more often than they are.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

Rows = list["Erased"]


@dataclass(frozen=True, slots=True)
class Erased:
    """Who or what was erased, as an id."""

    network_id: UUID
    subject_id: UUID
    at: datetime


class ListUnreadable(Exception):
    """Why a list cannot be believed, in words for whoever runs the command."""


@dataclass(frozen=True, slots=True)
class _Kind:
    listed: Callable[[], Rows]
    again: Callable[[Rows], int]


_kinds: dict[str, _Kind] = {}


def register(kind: str, *, listed: Callable[[], Rows], again: Callable[[Rows], int]) -> None:
    """For `apps.ready()`. `listed` answers all that was ever erased, of every network.

    `again` erases those of them that have come back, and answers how many had. Neither is called
    in a context.
    """
    _kinds[kind] = _Kind(listed, again)


def write_list(to: Path, *, now: datetime) -> int:
    """Write all that was erased, whole or not at all; answers how many."""
    found = {kind: [_written(row) for row in each.listed()] for kind, each in _kinds.items()}
    part = to.with_name(f"{to.name}.part")
    part.write_text(json.dumps({"made_at": now.isoformat(), "erased": found}, indent=1))
    part.replace(to)
    return sum(map(len, found.values()))


def read_lists(files: Iterable[Path]) -> Mapping[str, Rows]:
    """Everything in these lists, by kind; each only once."""
    found: dict[str, dict[UUID, Erased]] = {kind: {} for kind in _kinds}
    for file in files:
        for kind, rows in _parsed(file).items():
            if kind not in found:
                raise ListUnreadable(f"{file} names “{kind}”, which nobody here erases.")
            found[kind].update({row.subject_id: row for row in rows})
    return {kind: list(rows.values()) for kind, rows in found.items()}


def erase_again(lists: Mapping[str, Rows]) -> dict[str, int]:
    """Erase what came back; answers how many, by kind."""
    return {kind: _kinds[kind].again(rows) for kind, rows in lists.items() if rows}


def _parsed(file: Path) -> dict[str, Rows]:
    try:
        kinds = json.loads(file.read_text())["erased"]
        return {
            kind: [Erased(UUID(n), UUID(s), datetime.fromisoformat(at)) for n, s, at in rows]
            for kind, rows in kinds.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise ListUnreadable(f"{file} is no list of what was erased.") from None


def _written(row: Erased) -> tuple[str, str, str]:
    return str(row.network_id), str(row.subject_id), row.at.isoformat()
