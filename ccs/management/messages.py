"""The message catalogues: taken from the code, checked and compiled, without GNU gettext."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT: Path = settings.BASE_DIR
LOCALE = ROOT / "locale"
PYTHON = [("**.py", "python")]
TEMPLATES = [("**.html", "jinja2"), ("**.txt", "jinja2")]
# The same as the environment in ccs.ui.jinja, or the texts would not be found at run time.
Options = dict[str, dict[str, str]]
TEMPLATE_OPTIONS: Options = {
    "**": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
OWN_APPS = ("ccs", "networks", "organisations", "referrals", "reporting")
# What the person helped reads, in more languages than the pages: a catalogue of any language that
# is not one of the site's holds these and no more. `fnmatch` patterns of the places they stand in.
FOR_THE_PERSON = (
    "templates/person/*",
    "referrals/voice/words/*",
    "referrals/consent/words.py",
    "organisations/needs/rules.py",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def sources() -> Iterator[Path]:
    """Every translated catalogue."""
    yield from sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))


def read(source: Path) -> Catalog:
    """One catalogue."""
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], domain="django")


def compile_changed() -> int:
    """Compile what is newer than its compiled form; how many."""
    changed = [source for source in sources() if _is_newer(source, source.with_suffix(".mo"))]
    for source in changed:
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(source))
    return len(changed)


def _is_newer(source: Path, compiled: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def wanted_in(language: str, every: Catalog) -> Catalog:
    """Of the texts, those that the language's catalogue has to have."""
    if language in dict(settings.LANGUAGES):
        return every
    catalog = Catalog(project=every.project, domain=every.domain)
    for message in every:
        places = [place for place in message.locations if _is_for_the_person(place[0])]
        if message.id and places:
            catalog.add(
                message.id, None, places, (), message.auto_comments, context=message.context
            )
    return catalog


def _is_for_the_person(place: str) -> bool:
    return any(fnmatch(place, pattern) for pattern in FOR_THE_PERSON)


def extract() -> Catalog:
    """Every text that the code and the templates hand to gettext."""
    catalog = Catalog(project="CCS Referrals", domain="django")
    for folder in OWN_APPS:
        _extract(catalog, folder, PYTHON, {})
    _extract(catalog, "templates", TEMPLATES, TEMPLATE_OPTIONS)
    return catalog


def _extract(
    catalog: Catalog, folder: str, methods: list[tuple[str, str]], options: Options
) -> None:
    found = extract_from_dir(
        ROOT / folder, methods, options, keywords=KEYWORDS, comment_tags=["Translators:"]
    )
    for name, _line, message, comments, context in found:
        # Without the line: it would change in every catalogue at every change of the code.
        catalog.add(message, None, [(f"{folder}/{name}", 0)], (), comments, context=context)


def update() -> None:
    """Bring every catalogue up to date with the code; what is new is left empty."""
    every = extract()
    for source in sources():
        catalog = read(source)
        template = wanted_in(source.parts[-3], every)
        catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        # Babel would fill these with examples.
        catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
        with source.open("wb") as file:
            write_po(file, catalog, include_lineno=False, sort_by_file=True, width=100)


def faults() -> list[str]:
    """What is missing, fuzzy, left over, or has other placeholders than its original."""
    every = extract()
    return [fault for source in sources() for fault in _faults_of(source, every)]


def _faults_of(source: Path, every: Catalog) -> Iterator[str]:
    language, catalog = source.parts[-3], read(source)
    for original in wanted_in(language, every):
        if not original.id:
            continue
        found = catalog.get(original.id, original.context)
        if fault := _fault(found, catalog.num_plurals):
            yield f"{language}: {fault}: {original.id!r}"


def _fault(message: Message | None, plurals: int) -> str:
    if message is None:
        return "missing (run: script/manage messages update)"
    forms = _texts(message.string)
    if not all(forms):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    if message.pluralizable and len(forms) != plurals:
        return f"{len(forms)} plural forms, not {plurals}"
    return _placeholder_fault(message, forms)


def _texts(text: str | Sequence[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _placeholder_fault(message: Message, forms: list[str]) -> str:
    # A singular may say "one" without its number, so every form is held against the plural.
    original = _texts(message.id)[-1]
    wanted = set(PLACEHOLDER.findall(original))
    for form in forms:
        given = set(PLACEHOLDER.findall(form))
        if given - wanted or (wanted - given and not message.pluralizable):
            return "other placeholders than its original"
    return ""
