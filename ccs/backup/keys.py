"""The key of a backup: its public half writes one, its secret half opens it (age, X25519).

The server that makes backups needs the public half only, and so cannot read its own.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pyrage
from pyrage import x25519

VARIABLE: Final = "BACKUP_KEY"
_SECRET, _PUBLIC = "AGE-SECRET-KEY-1", "age1"


class KeyProblem(Exception):
    """What is wrong with a key, in words for whoever runs the command; never the key."""


def new_key() -> tuple[str, str]:
    """The secret half and the public half of a new one."""
    key = x25519.Identity.generate()
    return str(key), str(key.to_public())


def recipients(file: Path | None) -> list[x25519.Recipient]:
    """Who may open what is written: every key in the file, or in BACKUP_KEY."""
    try:
        found = [
            x25519.Identity.from_str(line).to_public()
            if line.startswith(_SECRET)
            else x25519.Recipient.from_str(line)
            for line in _lines(file)
        ]
    except (pyrage.RecipientError, pyrage.IdentityError):
        raise KeyProblem(f"{_where(file)} holds something that is not a key.") from None
    if not found:
        raise KeyProblem(f"{_where(file)} holds no key. Make one: manage.py backup_key FILE")
    return found


def identities(file: Path | None) -> list[x25519.Identity]:
    """What opens a backup: every secret half in the file, or in BACKUP_KEY."""
    try:
        found = [x25519.Identity.from_str(line) for line in _lines(file) if _SECRET in line]
    except pyrage.IdentityError:
        raise KeyProblem(f"{_where(file)} holds something that is not a key.") from None
    if not found:
        raise KeyProblem(
            f"{_where(file)} holds no secret key (a line that starts with {_SECRET}). A key that"
            f" starts with {_PUBLIC} writes backups and opens none."
        )
    return found


def _lines(file: Path | None) -> Iterator[str]:
    try:
        text = file.read_text() if file else os.environ.get(VARIABLE, "")
    except (OSError, UnicodeDecodeError):
        raise KeyProblem(f"{file} cannot be read.") from None
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def _where(file: Path | None) -> str:
    return str(file) if file else f"The environment's {VARIABLE}"
