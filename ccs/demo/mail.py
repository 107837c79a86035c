"""What the demo's mail server was given, newest first."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One email. `key` is its name in the folder."""

    key: str
    to: str
    subject: str
    text: str
    html: str
    sent_at: datetime
    arrived: int


def sent_mail(*, to: str = "") -> list[Mail]:
    """To everybody, or to the one address."""
    wanted = to.strip().lower()
    found = [mail for mail in _all() if not wanted or mail.to == wanted]
    return sorted(found, key=lambda mail: (mail.sent_at, mail.arrived), reverse=True)


def mail_of(key: str) -> Mail | None:
    return next((mail for mail in _all() if mail.key == key), None)


def _all() -> Iterator[Mail]:
    folder = Path(os.environ.get("CCS_MAIL", ""), "new")  # a Maildir, which nobody else reads
    if folder.is_dir():
        yield from map(_read, folder.iterdir())


# An email never changes once it lies there, and a page of them is asked for again and again.
@lru_cache(maxsize=5000)
def _read(file: Path) -> Mail:
    with file.open("rb") as content:
        email = message_from_binary_file(content, policy=policy.default)
    return Mail(
        key=file.name,
        to=parseaddr(str(email["To"]))[1].lower(),
        subject=str(email["Subject"]),
        text=_part(email, "plain"),
        html=_part(email, "html"),
        sent_at=_aware(email["Date"].datetime),
        arrived=file.stat().st_mtime_ns,
    )


def _aware(moment: datetime) -> datetime:
    """Django writes the offset "-0000", which Python reads as a time of nowhere."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _part(email: EmailMessage, kind: str) -> str:
    part = email.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part else ""
