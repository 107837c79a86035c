"""What a conversation tells about a person, as matching takes it. Nothing is guessed.

An answer is free text. It becomes a fact only when it is one of a few clear words, in English or
Welsh; anything else stays unknown, and the page says so.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from organisations.matching.rules import Facts
from referrals.assessments.rules import Person, Relative, Told, years_between

_ADULT: Final = 18
_OLDEST: Final = 120
# The youngest and the oldest that somebody of each band can be.
_BANDS: Final[dict[str, tuple[int, int]]] = {
    "under_16": (0, 15),
    "16_24": (16, 24),
    "25_49": (25, 49),
    "50_64": (50, 64),
    "65_over": (65, _OLDEST),
}
_YES: Final = frozenset({"yes", "y", "true", "oes", "ydy", "ydyn", "ie"})
_NO: Final = frozenset({"no", "n", "none", "false", "nac oes", "nac ydy", "nac ydyn", "na", "dim"})
_NRPF: Final[dict[str, bool]] = {
    **dict.fromkeys(_YES, True),
    **dict.fromkeys(_NO - {"none"}, False),
    "nrpf": True,
    "has nrpf": True,
    "no recourse": True,
    "no recourse to public funds": True,
    "has recourse": False,
    "has recourse to public funds": False,
}
# The question is what they get or have asked for: the name of a benefit alone tells neither.
_BENEFITS: Final[dict[str, bool]] = {
    **dict.fromkeys(_NO, False),
    "no benefits": False,
    "on benefits": True,
    "gets benefits": True,
    "on universal credit": True,
    "gets universal credit": True,
}
_TENURE: Final[dict[str, str]] = {
    "private rent": "private_rent",
    "private renter": "private_rent",
    "private tenant": "private_rent",
    "renting privately": "private_rent",
    "rents privately": "private_rent",
    "social rent": "social_rent",
    "social housing": "social_rent",
    "council": "social_rent",
    "council flat": "social_rent",
    "council house": "social_rent",
    "council tenant": "social_rent",
    "housing association": "social_rent",
    "owned": "owner",
    "owner": "owner",
    "homeowner": "owner",
    "mortgage": "owner",
    "staying with someone": "with_others",
    "staying with friends": "with_others",
    "staying with family": "with_others",
    "sofa surfing": "with_others",
    "temporary accommodation": "temporary",
    "hostel": "temporary",
    "homeless": "homeless",
    "rough sleeping": "homeless",
    "sleeping rough": "homeless",
}
_IMMIGRATION: Final[dict[str, str]] = {
    "british": "british",
    "british citizen": "british",
    "settled": "settled",
    "settled status": "settled",
    "indefinite leave to remain": "settled",
    "ilr": "settled",
    "pre-settled": "pre_settled",
    "pre-settled status": "pre_settled",
    "refugee": "refugee",
    "refugee status": "refugee",
    "asylum seeker": "asylum_seeker",
    "seeking asylum": "asylum_seeker",
}
_AGES: Final = re.compile(r"\d{1,3}(?:\s*(?:,|;|&|and|a)\s*\d{1,3})*")


def facts_of(told: Told, *, today: date) -> Facts:
    age, oldest = _age(told.client, today)
    answers = told.answers
    return Facts(
        age=age,
        oldest=oldest,
        nrpf=_NRPF.get(_said(answers, "nrpf")),
        with_children=_with_children(told.household, answers, today),
        on_benefits=_BENEFITS.get(_said(answers, "benefits")),
        tenure=_TENURE.get(_said(answers, "tenure"), ""),
        immigration=_IMMIGRATION.get(_said(answers, "immigration_status"), ""),
        languages=told.client.languages,
    )


def _age(client: Person, today: date) -> tuple[int | None, int | None]:
    if client.date_of_birth:
        return years_between(client.date_of_birth, today), None
    return _BANDS.get(client.age_band, (None, None))


def _with_children(
    household: Sequence[Relative], answers: Mapping[str, str], today: date
) -> bool | None:
    """Somebody under 18 in the household. That none was named does not say that there is none."""
    born = [relative.date_of_birth for relative in household if relative.date_of_birth]
    if any(years_between(one, today) < _ADULT for one in born):
        return True
    said = _said(answers, "childrens_ages")
    if _AGES.fullmatch(said):
        return any(int(age) < _ADULT for age in re.findall(r"\d+", said)) or None
    return False if said in _NO | {"no children"} else None


def _said(answers: Mapping[str, str], item: str) -> str:
    """In small letters, with single spaces and without a full stop."""
    return " ".join(answers.get(item, "").casefold().split()).rstrip(".! ")
