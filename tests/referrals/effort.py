"""Counts what somebody meets on the pages of a referral: from the real pages, as they are sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_NO_ENTRY = {"hidden", "submit", "button"}


@dataclass
class Page(HTMLParser):
    """The questions of a page: a group of radios or ticks, or the boxes of a date, is one."""

    shown: set[str] = field(default_factory=set)
    folded: set[str] = field(default_factory=set)
    inside: int = 0
    open_parts: int = 0

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.inside += tag == "main"
        self.open_parts += tag == "details"
        asks = tag in {"select", "textarea"} or (
            tag == "input" and said.get("type") not in _NO_ENTRY
        )
        if self.inside and asks and said.get("name"):
            name = _question(str(said["name"]))
            (self.folded if self.open_parts or _opens_later(name) else self.shown).add(name)

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "main"
        self.open_parts -= tag == "details"


def _question(name: str) -> str:
    start, _, part = name.rpartition("-")
    return start if part in {"day", "month", "year"} else name


def _opens_later(name: str) -> bool:
    """What only a tick or a choice opens."""
    return name.startswith(("soon_", "who_")) or name in {"law", "reason"}


def questions(response: Any) -> Page:
    page = Page()
    page.feed(response.content.decode())
    return page
