"""What is at a postcode. Never guessed from its first half: M35 is only partly Oldham."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from ccs.tenancy.problems import Problem
from organisations.places.models import Area, Postcode
from organisations.places.rules import Place, normalise, shown

_WARDS: Final = "^[EW]05"
# A council of England or Wales: counties, districts, boroughs and unitary authorities.
_CODE: Final = re.compile(r"(E0[6-9]|E10|W06)\d{6}")


@dataclass(frozen=True, slots=True)
class NoPlace:
    """Why there is no place, in words that say what to do."""

    message: str


def find_place(typed: str) -> Place | NoPlace:
    """The whole postcode, in any case and spacing, or why there is no place for it."""
    code = normalise(typed)
    if not code:
        return NoPlace(_("Enter a full postcode, like E1 4NS, or choose an area by name."))
    found = Postcode.objects.filter(pk=code).first()
    if found is None:
        return NoPlace(
            _("We do not know the postcode %(code)s. Check it, or choose an area by name.")
            % {"code": shown(code)}
        )
    if found.terminated:
        return NoPlace(
            _("The postcode %(code)s is no longer in use. Choose an area by name.")
            % {"code": shown(code)}
        )
    if not found.local_authority:
        return NoPlace(
            _("We do not know which council’s area %(code)s is in. Choose an area by name.")
            % {"code": shown(code)}
        )
    return Place(
        code=found.code,
        local_authority=found.local_authority,
        ward=found.ward,
        lsoa=found.lsoa,
        easting=found.easting,
        northing=found.northing,
    )


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of council areas and wards by their codes; one that is unknown is left out."""
    return dict(Area.objects.filter(pk__in=set(codes)).values_list("code", "name"))


def council_codes(typed: Iterable[str]) -> list[str]:
    """Councils by the codes or names that somebody typed. Problem for one that we do not know."""
    found = []
    for text in filter(None, (one.strip() for one in typed)):
        known = Area.objects.filter(Q(pk=text.upper()) | Q(name__iexact=text))
        code = known.exclude(pk__regex=_WARDS).values_list("pk", flat=True).first()
        if code is None and not _CODE.fullmatch(text.upper()):
            raise Problem(
                _("We do not know the council “%(name)s”. Use its nine-character code.")
                % {"name": text},
                field="councils",
            )
        found.append(code or text.upper())
    return found
