"""The templates of agreements, as data beside the code: a network adapts its own copy.

In a file, a clause with a `country` is for that country alone.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from organisations.agreements.models import Kind
from organisations.agreements.rules import Clause

_FOLDER: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    renew_months: int
    clauses: tuple[Clause, ...]


@cache
def template_of(kind: str, *, country: str) -> Template:
    read = tomllib.loads((_FOLDER / f"{Kind(kind)}.toml").read_text(encoding="utf-8"))
    clauses = tuple(
        Clause(row["id"], row["title"], row["text"].strip(), row["meaning"].strip())
        for row in read["clauses"]
        if row.get("country", country) == country
    )
    return Template(renew_months=read["renew_months"], clauses=clauses)
