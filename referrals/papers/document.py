"""A paper as data: the page and the PDF are made of the same parts."""

from dataclasses import asdict, dataclass, field
from typing import Any

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A folded one is shown on demand on the page; on paper it stands open."""

    head: list[str]
    rows: list[list[str]]
    caption: str
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """`open` are questions that the network has not answered yet."""

    title: str
    text: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    rows: Rows = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    network: str
    made: str
    language: str
    open_title: str
    sections: list[Section]

    @property
    def as_data(self) -> dict[str, Any]:
        return asdict(self)
