"""A report on paper, as data: a figure's own PDF and a pack are set in the same way."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from organisations.leaflet.printing import set_in_type
from reporting.exports.shown import Grid, Rows, Shown

_FOLDER: Final = Path(settings.BASE_DIR) / "templates" / "reporting" / "paper"


@dataclass(frozen=True, slots=True)
class Part:
    """One section: the desk's words first, then figures, tables and lines by name."""

    title: str
    words: list[str] = field(default_factory=list)
    figures: list[Shown] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    rows: Rows = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paper:
    """`mark` stands at the foot of each page; `contents` heads a list of the parts, or is empty."""

    title: str
    network: str
    lines: list[str]
    language: str
    parts: list[Part]
    mark: str = ""
    contents: str = ""

    @property
    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def set_on_paper(paper: Paper, *, at: datetime) -> bytes:
    """A PDF that can be read aloud: tagged, with each chart said in words."""
    words = json.dumps(paper.as_data, ensure_ascii=False, sort_keys=True)
    return set_in_type(_FOLDER, "report", {"paper": words}, at=at)
