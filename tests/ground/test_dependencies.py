import json

import pytest
from django.conf import settings

from ccs.management.dependencies import Package, bill, not_allowed, packages, page

DOCS = settings.BASE_DIR / "docs"


def test_the_list_is_the_one_of_the_lock_files() -> None:
    found = packages(settings.BASE_DIR)

    assert (DOCS / "dependencies.md").read_text() == page(found)
    assert (DOCS / "dependencies.cdx.json").read_text() == bill(found)


def test_everything_has_a_licence_that_was_agreed_to() -> None:
    found = packages(settings.BASE_DIR)

    refused = [(one.name, one.licence) for one in not_allowed(found)]

    assert refused == []


def test_whatever_is_asked_for_by_name_says_why() -> None:
    asked = {line.split("==")[0].strip(' "') for line in _wanted()}

    reasons = {one.name: one.why for one in packages(settings.BASE_DIR)}

    assert [name for name in asked if not reasons[name.split("[")[0].lower()]] == []


@pytest.mark.parametrize(
    ("licence", "refused"),
    [
        ("MIT", False),
        ("MIT AND Zlib", False),
        ("AGPL-3.0-only OR MIT", False),
        ("AGPL-3.0-only", True),
        ("MIT AND AGPL-3.0-only", True),
        ("MPL-2.0", True),
        ("unknown", True),
    ],
)
def test_a_licence_that_was_not_agreed_to_is_refused(licence: str, refused: bool) -> None:  # noqa: FBT001
    package = Package("something", "1.0", licence, "production")

    assert bool(not_allowed([package])) is refused


def test_the_list_for_programs_names_each_by_its_address() -> None:
    bill_of = json.loads((DOCS / "dependencies.cdx.json").read_text())

    addresses = [one["purl"] for one in bill_of["components"]]

    assert "pkg:pypi/django@5.2.19" in addresses
    assert len(addresses) == len(set(addresses))


def _wanted() -> list[str]:
    lines = (settings.BASE_DIR / "pyproject.toml").read_text().splitlines()
    return [line for line in lines if line.startswith('    "') and "==" in line]
