"""The message catalogues: taken from the code, and compiled, without GNU gettext."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT: Path = settings.BASE_DIR
LOCALE = ROOT / "locale"
# Django's own Welsh catalogue counts so.
WELSH_PLURALS = "nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
OPTIONS = {"templates/**.*": {"trimmed": "true", "silent": "false"}}
ELSEWHERE = ("var", "tests", "bench", "node_modules", "script", "deploy", "static", "docs")


def catalogues() -> Iterator[Path]:
    """Every translated catalogue."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def compile_changed() -> int:
    """Compile what is newer than its compiled form; how many."""
    done = 0
    for source in catalogues():
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with target.open("wb") as file:
                write_mo(file, read(source))
            done += 1
    return done


def read(source: Path) -> Catalog:
    """One catalogue."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], domain="django")
