"""What the standard has no field for, in sentences; read back word for word by an import."""

from collections.abc import Iterable
from typing import Final

from babel import Locale

from organisations.directory.models import Eligibility
from organisations.directory.rules import Attending

_ENGLISH: Final = Locale("en").languages
# By field and value, so that what is written can be read again.
SENTENCES: Final[dict[tuple[str, bool], str]] = {
    ("takes_nrpf", True): "Takes people with no recourse to public funds.",
    ("takes_nrpf", False): "Does not take people with no recourse to public funds.",
    ("only_with_children", True): "Only for households with children.",
    ("only_with_children", False): "For households with or without children.",
    ("on_benefits_only", True): "Only for people who get benefits.",
    ("on_benefits_only", False): "For people with or without benefits.",
}
LISTS: Final[dict[str, str]] = {
    "genders": "For (gender): ",
    "tenures": "For (home): ",
    "immigration": "For (immigration status): ",
}


def eligibility_text(eligibility: Eligibility) -> str:
    """One sentence a line, then the notes as they were typed."""
    lines = [
        sentence
        for (field, value), sentence in SENTENCES.items()
        if getattr(eligibility, field) is value
    ]
    lines += [
        start + ", ".join(getattr(eligibility, field))
        for field, start in LISTS.items()
        if getattr(eligibility, field)
    ]
    return "\n".join(filter(None, [*lines, eligibility.notes]))


def attending_text(ways: Iterable[str]) -> str:
    chosen = set(ways)
    return ", ".join(str(way.label) for way in Attending if way.value in chosen)


def language_name(code: str) -> str:
    """In English; a code that is not in the standard's list stands for itself."""
    return str(_ENGLISH.get(code, code))
