import re
from pathlib import Path

from referrals.audit.words import has_words, in_words

_RECORDED = re.compile(r'(?:record|record_each|_noted|_note|_kept)\(\s*f?"([a-z_]+\.[a-z_{]+)')
_PACKAGES = ("ccs", "networks", "organisations", "referrals", "reporting")


def test_whatever_is_recorded_has_words() -> None:
    root = Path(__file__).parents[3]
    written = {
        action
        for package in _PACKAGES
        for path in (root / package).rglob("*.py")
        for action in _RECORDED.findall(path.read_text())
    }

    assert len(written) > 60
    assert sorted(action for action in written if not has_words(action)) == []


def test_no_code_is_shown_for_what_nobody_foresaw() -> None:
    assert "." not in str(in_words("something.unforeseen"))
