"""Helplines of a whole country: the one place where their numbers stand.

They are few, each known to everybody who works in the field; `site` is where its number is
published.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_BOTH: Final = ("england", "wales")
_ANY_TIME: Final = _("Any time, day or night")


@dataclass(frozen=True, slots=True)
class Helpline:
    code: str
    name: str
    phone: str
    site: str
    about: Promise
    needs: tuple[str, ...]
    countries: tuple[str, ...] = _BOTH
    hours: Promise | str = ""
    # Known to few by heart and given on few pages: not among those to hand out.
    for_workers: bool = False

    @property
    def kept(self) -> str:
        """As a signpost keeps it, readable without this list."""
        return f"{self.name}, {self.phone}"

    @property
    def href(self) -> str:
        return f"tel:{''.join(self.phone.split())}"


HELPLINES: Final = (
    Helpline(
        "abuse_england",
        "National Domestic Abuse Helpline",
        "0808 2000 247",
        "nationaldahelpline.org.uk",
        _("For anybody who is being hurt or frightened by somebody close to them"),
        ("domestic_abuse",),
        ("england",),
        _ANY_TIME,
    ),
    Helpline(
        "abuse_wales",
        "Live Fear Free",
        "0808 80 10 800",
        "gov.wales/live-fear-free",
        _("For anybody who is being hurt or frightened by somebody close to them"),
        ("domestic_abuse",),
        ("wales",),
        _ANY_TIME,
    ),
    Helpline(
        "shelter_england",
        "Shelter",
        "0808 800 4444",
        "england.shelter.org.uk",
        _("Advice when you have nowhere to stay or may lose your home"),
        ("shelter", "housing"),
        ("england",),
    ),
    Helpline(
        "shelter_wales",
        "Shelter Cymru",
        "08000 495 495",
        "sheltercymru.org.uk",
        _("Advice when you have nowhere to stay or may lose your home"),
        ("shelter", "housing"),
        ("wales",),
    ),
    Helpline(
        "samaritans",
        "Samaritans",
        "116 123",
        "samaritans.org",
        _("Somebody to talk to when it is too much"),
        ("mental_health", "isolation"),
        hours=_ANY_TIME,
    ),
    Helpline(
        "nhs",
        "NHS",
        "111",
        "111.nhs.uk",
        _("Medical help that cannot wait but is not an emergency"),
        ("physical_health", "mental_health"),
        hours=_ANY_TIME,
    ),
    Helpline(
        "nspcc",
        "NSPCC",
        "0808 800 5000",
        "nspcc.org.uk",
        _("For anybody who is worried about a child"),
        (),
        for_workers=True,
    ),
    Helpline(
        "debt",
        "National Debtline",
        "0808 808 4000",
        "nationaldebtline.org",
        _("Free advice about debt"),
        ("debt",),
    ),
    Helpline(
        "citizens_advice_england",
        "Citizens Advice",
        "0800 144 8848",
        "citizensadvice.org.uk",
        _("Free advice about money, benefits, housing, work and more"),
        ("benefits", "debt", "housing", "employment", "legal", "immigration", "food", "fuel"),
        ("england",),
    ),
    Helpline(
        "citizens_advice_wales",
        "Citizens Advice",
        "0800 702 2020",
        "citizensadvice.org.uk/wales",
        _("Free advice about money, benefits, housing, work and more"),
        ("benefits", "debt", "housing", "employment", "legal", "immigration", "food", "fuel"),
        ("wales",),
    ),
)
_BY_CODE: Final = {line.code: line for line in HELPLINES}
_AS_KEPT: Final = {line.kept: line for line in HELPLINES}
SAMARITANS: Final = _BY_CODE["samaritans"]
NHS: Final = _BY_CODE["nhs"]
NSPCC: Final = _BY_CODE["nspcc"]


def helplines_for(country: str, needs: Collection[str]) -> list[Helpline]:
    """Of that country, those for the needs first."""
    here = [one for one in HELPLINES if country in one.countries and not one.for_workers]
    return sorted(here, key=lambda line: not set(line.needs) & set(needs))


def abuse_line(country: str) -> Helpline:
    """For whoever is hurt or frightened at home, in that country."""
    return _BY_CODE[f"abuse_{country}"]


def helpline(code: str) -> Helpline | None:
    return _BY_CODE.get(code)


def helpline_kept_as(text: str) -> Helpline | None:
    return _AS_KEPT.get(text)
