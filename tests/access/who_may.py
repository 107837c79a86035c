"""The tables of docs/who-may.md: the answer to each, by deed and column."""

from functools import cache
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "who-may.md"
# "Not there": as what there is not.
NOT_THERE, SIGN_IN, NO_KEY = "–", "sign in", "no key"
REFUSED = {NOT_THERE, SIGN_IN, NO_KEY}


@cache
def rows() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    header: list[str] = []
    for line in PAGE.read_text().splitlines():
        name, *cells = [cell.strip() for cell in line[1:-1].split("|")]
        if not line.startswith("|"):
            header = []
        elif not header:
            header = cells
        elif name.strip("-") and header != ["who"]:
            found[name] = dict(zip(header, cells, strict=True))
    return found
