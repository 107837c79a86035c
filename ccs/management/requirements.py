"""Where we stand against the OWASP ASVS: docs/asvs.csv, shown in docs/security.md."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

STANDINGS: Final = ("tested", "documented", "not applicable", "open")
FIGURES: Final = ("<!-- figures -->\n", "<!-- end of figures -->")
TABLE: Final = "<!-- requirements, to the end -->\n"
_CHAPTERS: Final = (
    "Encoding", "Validation and the order of things", "The browser", "The API", "Files",
    "Signing in", "Sessions", "Who may what", "Tokens", "OAuth and OIDC", "Cryptography",
    "Transport", "Configuration", "Data", "Code and components", "Logs and errors", "WebRTC",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Requirement:
    """One of the standard's, by its number; `about` are words of ours, not the standard's."""

    number: str
    level: int
    about: str
    standing: str
    evidence: tuple[str, ...]
    why: str


def requirements(folder: Path) -> list[Requirement]:
    """In the order of the standard."""
    with (folder / "docs/asvs.csv").open(newline="") as opened:
        return [
            Requirement(
                number=row["requirement"],
                level=int(row["level"]),
                about=row["about"],
                standing=row["standing"],
                evidence=tuple(row["evidence"].split()),
                why=row["why"],
            )
            for row in csv.DictReader(opened)
        ]


def shown_in(page: str, found: Iterable[Requirement]) -> str:
    """The page with its figures and its table written anew."""
    listed = list(found)
    before, rest = page.split(FIGURES[0])
    after = rest.split(FIGURES[1], 1)[1].split(TABLE)[0]
    return "".join([before, FIGURES[0], figures(listed), FIGURES[1], after, TABLE, table(listed)])


def figures(found: Iterable[Requirement]) -> str:
    """How many stand how, of both levels."""
    counted = Counter((one.standing, one.level) for one in found)
    lines = ["| | level 1 | level 2 | both |", "|---|---|---|---|"]
    for standing in STANDINGS:
        one, two = counted[standing, 1], counted[standing, 2]
        lines.append(f"| {standing} | {one} | {two} | {one + two} |")
    first = sum(count for (_standing, level), count in counted.items() if level == 1)
    lines.append(f"| all | {first} | {counted.total() - first} | {counted.total()} |")
    return "\n".join(lines) + "\n"


def table(found: Iterable[Requirement]) -> str:
    """A table for each chapter."""
    lines: list[str] = []
    chapter = ""
    for one in found:
        number = one.number.partition(".")[0]
        if number != chapter:
            chapter = number
            lines += ["", f"### V{number} {_CHAPTERS[int(number) - 1]}", ""]
            lines += [
                "| v5.0.0- | level | about | standing | shown by, or why |",
                "|---|---|---|---|---|",
            ]
        shown = one.why or "; ".join(_linked(piece) for piece in one.evidence)
        lines.append(f"| {one.number} | {one.level} | {one.about} | {one.standing} | {shown} |")
    return "\n".join(lines) + "\n"


def missing(folder: Path, found: Iterable[Requirement]) -> list[str]:
    """The evidence that is not there: a test, a page, a heading of a page."""
    pieces = {piece for one in found for piece in one.evidence}
    return sorted(piece for piece in pieces if not _is_there(folder, piece))


def _is_there(folder: Path, piece: str) -> bool:
    path, _mark, test = piece.partition("::")
    page, _mark, heading = path.partition("#")
    file = folder / page
    if not file.is_file():
        return False
    text = file.read_text()
    if test:
        return re.search(rf"^def {test}\(", text, re.MULTILINE) is not None
    return not heading or heading in {_anchor(line) for line in text.splitlines()}


def _anchor(line: str) -> str:
    return re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-")


def _linked(piece: str) -> str:
    path, _mark, test = piece.partition("::")
    if test:
        return f"`{path.removeprefix('tests/')}` {test.removeprefix('test_').replace('_', ' ')}"
    page = path.removeprefix("docs/")
    return f"[{page}]({page})"
