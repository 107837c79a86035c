from collections import Counter

import pytest
from django.conf import settings

from ccs.management.requirements import STANDINGS, Requirement, missing, requirements, shown_in


def test_every_requirement_of_both_levels_is_there_once() -> None:
    found = requirements(settings.BASE_DIR)

    levels = Counter(one.level for one in found)

    # As many as the standard of May 2025 has.
    assert (levels, len({one.number for one in found})) == ({1: 70, 2: 183}, 253)


def test_every_test_and_every_page_that_is_named_is_there() -> None:
    found = requirements(settings.BASE_DIR)

    gone = missing(settings.BASE_DIR, found)

    assert gone == []


def test_what_is_tested_names_a_test_and_what_is_not_says_why() -> None:
    found = requirements(settings.BASE_DIR)

    wrong = [one.number for one in found if not holds(one)]

    assert wrong == []


def holds(one: Requirement) -> bool:
    if one.standing not in STANDINGS:
        return False
    if one.standing == "tested":
        return bool(one.evidence) and all("::" in piece for piece in one.evidence)
    if one.standing == "documented":
        return bool(one.evidence) and all(piece.startswith("docs/") for piece in one.evidence)
    return bool(one.why) and not one.evidence


def test_the_page_says_what_the_list_says_figures_and_all() -> None:
    page = (settings.BASE_DIR / "docs/security.md").read_text()

    written = shown_in(page, requirements(settings.BASE_DIR))

    assert page == written


@pytest.mark.parametrize(
    "piece",
    ["tests/ground/test_logs.py::test_of_nothing", "docs/none.md", "docs/operations.md#nowhere"],
)
def test_evidence_that_is_not_there_is_found(piece: str) -> None:
    one = Requirement("1.1.1", 2, "anything", "tested", (piece,), "")

    gone = missing(settings.BASE_DIR, [one])

    assert gone == [piece]
