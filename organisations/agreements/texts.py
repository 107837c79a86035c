"""The templates of agreements, as data beside the code: a network adapts its own copy.

In a file, a clause with a `country` is for that country alone.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from organisations.agreements.models import Kind
from organisations.agreements.rules import Clause

_FOLDER: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    renew_months: int
    clauses: tuple[Clause, ...]


def template_of(kind: str, *, country: str, network: str) -> Template:
    """With the name of the network in it."""
    read = _read(kind)
    clauses = tuple(
        Clause(
            row["id"],
            row["title"],
            row["text"].strip().replace("{network}", network),
            row["meaning"].strip().replace("{network}", network),
        )
        for row in read["clauses"]
        if row.get("country", country) == country
    )
    return Template(renew_months=read["renew_months"], clauses=clauses)


@cache
def _read(kind: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{Kind(kind)}.toml").read_text(encoding="utf-8"))
