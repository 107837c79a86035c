"""What the standard has no field for, in sentences; read back word for word by an import."""

from collections.abc import Iterable
from typing import Final

from babel import Locale
from django.db.models import TextChoices

from organisations.directory.models import Eligibility
from organisations.directory.rules import Access, Attending, Gender, Immigration, Tenure

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
LISTS: Final[dict[str, tuple[str, type[TextChoices]]]] = {
    "genders": ("For (gender): ", Gender),
    "tenures": ("For (home): ", Tenure),
    "immigration": ("For (immigration status): ", Immigration),
}
# Between the members of a list: some of their names have a comma.
_BETWEEN: Final = "; "


def eligibility_text(eligibility: Eligibility) -> str:
    """One sentence a line, then the notes as they were typed."""
    lines = [
        sentence
        for (field, value), sentence in SENTENCES.items()
        if getattr(eligibility, field) is value
    ]
    lines += [
        start + _BETWEEN.join(labels_of(kinds, getattr(eligibility, field)))
        for field, (start, kinds) in LISTS.items()
        if getattr(eligibility, field)
    ]
    return "\n".join(filter(None, [*lines, eligibility.notes]))


def list_in(line: str) -> tuple[str, list[str]] | None:
    """The field and the codes of a line that `eligibility_text` wrote; None for any other."""
    for field, (start, kinds) in LISTS.items():
        if line.startswith(start):
            return field, codes_of(kinds, line.removeprefix(start).split(_BETWEEN))
    return None


def labels_of(kinds: type[TextChoices], codes: Iterable[str]) -> list[str]:
    """In words; what is no code of ours stands as it is."""
    labels = {kind.value: str(kind.label) for kind in kinds}
    return [labels.get(code, code) for code in codes]


def codes_of(kinds: type[TextChoices], words: Iterable[str]) -> list[str]:
    """The other way."""
    codes = {str(kind.label).casefold(): str(kind.value) for kind in kinds}
    return [codes.get(word.casefold(), word) for word in words]


def access_text(means: str) -> str:
    return labels_of(Access, [means])[0]


def access_code(means: str) -> str:
    return codes_of(Access, [means])[0]


def attending_text(ways: Iterable[str]) -> str:
    chosen = set(ways)
    return ", ".join(str(way.label) for way in Attending if way.value in chosen)


def language_name(code: str) -> str:
    """In English; a code that is not in the standard's list stands for itself."""
    return str(_ENGLISH.get(code, code))
