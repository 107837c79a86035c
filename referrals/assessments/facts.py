"""What a conversation tells about a person, as matching takes it. Nothing is guessed.

An answer is free text. It becomes a fact only when it is one of a few clear words, in English or
Welsh; anything else stays unknown, and the page says so.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from organisations.directory.rules import Immigration, Tenure
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
    "private rent": Tenure.PRIVATE_RENT,
    "private renter": Tenure.PRIVATE_RENT,
    "private tenant": Tenure.PRIVATE_RENT,
    "renting privately": Tenure.PRIVATE_RENT,
    "rents privately": Tenure.PRIVATE_RENT,
    "social rent": Tenure.SOCIAL_RENT,
    "social housing": Tenure.SOCIAL_RENT,
    "council": Tenure.SOCIAL_RENT,
    "council flat": Tenure.SOCIAL_RENT,
    "council house": Tenure.SOCIAL_RENT,
    "council tenant": Tenure.SOCIAL_RENT,
    "housing association": Tenure.SOCIAL_RENT,
    "owned": Tenure.OWNED,
    "owner": Tenure.OWNED,
    "homeowner": Tenure.OWNED,
    "mortgage": Tenure.OWNED,
    "staying with someone": Tenure.STAYING,
    "staying with friends": Tenure.STAYING,
    "staying with family": Tenure.STAYING,
    "sofa surfing": Tenure.STAYING,
    "temporary accommodation": Tenure.TEMPORARY,
    "hostel": Tenure.TEMPORARY,
    "homeless": Tenure.HOMELESS,
    "rough sleeping": Tenure.HOMELESS,
    "sleeping rough": Tenure.HOMELESS,
}
_IMMIGRATION: Final[dict[str, str]] = {
    "british": Immigration.CITIZEN,
    "british citizen": Immigration.CITIZEN,
    "irish citizen": Immigration.CITIZEN,
    "settled": Immigration.SETTLED,
    "settled status": Immigration.SETTLED,
    "indefinite leave to remain": Immigration.SETTLED,
    "ilr": Immigration.SETTLED,
    "pre-settled": Immigration.PRE_SETTLED,
    "pre-settled status": Immigration.PRE_SETTLED,
    "refugee": Immigration.REFUGEE,
    "refugee status": Immigration.REFUGEE,
    "asylum seeker": Immigration.ASYLUM_SEEKER,
    "seeking asylum": Immigration.ASYLUM_SEEKER,
    "student visa": Immigration.VISA,
    "work visa": Immigration.VISA,
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
