"""Where the people live whom a service takes, and where it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import Served, ServiceDetails
from organisations.directory.keeping.forms.fields import SMALL
from organisations.directory.keeping.forms.rows import RowsForm
from organisations.directory.models import ServiceArea
from organisations.directory.rules import Access, Attending
from organisations.places.rules import normalise, shown

Kind = ServiceArea.Kind
Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: areas of the network, places of the organisation."""

    authorities: Choices = ()
    wards: Choices = ()
    places: Choices = ()
    place_hints: Mapping[str, str] = field(default_factory=dict)
    secret: frozenset[str] = frozenset()


class WhereForm(RowsForm):
    """Areas served, places, and ways to be seen."""

    served = fields.RadiosField(
        label=_("Where do the people live whom you take?"),
        choices=[
            ("network", _("Anywhere in the area of the network")),
            ("some", _("Only in some areas")),
            ("unsaid", _("We do not say yet")),
        ],
        missing=_("Say where the people live whom you take"),
        reveals={"some": ("authorities", "wards", "postcodes")},
    )
    authorities = fields.CheckboxesField(
        label=_("Council areas"), required=False, choices=[], classes=SMALL
    )
    wards = fields.CheckboxesField(
        label=_("Wards"), required=False, choices=[], classes=f"{SMALL} ccs-columns"
    )
    postcodes = fields.TextareaField(
        label=_("Postcodes"), help_text=_("Whole postcodes, one on each line."),
        required=False, max_length=5000, rows=3, spellcheck=False, autocomplete="off",
    )  # fmt: skip
    locations = fields.CheckboxesField(
        label=_("Where can people come to it?"), required=False, choices=[]
    )
    attending = fields.CheckboxesField(
        label=_("How can people be seen?"), required=False, choices=Attending.choices,
        classes=SMALL,
    )  # fmt: skip
    accessibility = fields.CheckboxesField(
        label=_("What there is for people who need it"), required=False,
        choices=Access.choices, classes=SMALL,
    )  # fmt: skip

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        details: ServiceDetails,
        offered: Offered | None = None,
    ) -> None:
        super().__init__(data, initial=_where_initial(details))
        offered, asked = offered or Offered(), vars(self)["fields"]
        areas = {Kind.LOCAL_AUTHORITY: offered.authorities, Kind.WARD: offered.wards}
        for name, kind in (("authorities", Kind.LOCAL_AUTHORITY), ("wards", Kind.WARD)):
            asked[name].choices = _with_kept(areas[kind], self.initial[name])
        asked["accessibility"].choices = _with_kept(Access.choices, details.accessibility)
        asked["locations"].choices = list(offered.places)
        asked["locations"].hints = {
            key: _now("Secret. %(address)s") % {"address": hint} if key in offered.secret else hint
            for key, hint in offered.place_hints.items()
        }
        for name in ("authorities", "wards", "locations"):
            if not asked[name].choices:
                del self.fields[name]
        opened = tuple(n for n in ("authorities", "wards", "postcodes") if n in self.fields)
        asked["served"].reveals = {"some": opened}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("served") == "some":
            typed = cleaned.get("postcodes", "").replace(",", "\n").splitlines()
            wrong = [line.strip() for line in typed if line.strip() and not normalise(line)]
            if wrong:
                message = _now("Enter whole postcodes, like E1 4NS. Not whole: %(wrong)s")
                self.add_error("postcodes", message % {"wrong": ", ".join(wrong[:3])})
            elif not self._areas():
                self.add_error("postcodes", _("Choose at least one area, or enter a postcode"))
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        return replace(
            details,
            areas=self._areas(),
            locations=[UUID(str(value)) for value in typed.get("locations", details.locations)],
            attending=typed["attending"],
            accessibility=typed["accessibility"],
        )

    def _areas(self) -> list[Served]:
        typed = self.cleaned_data
        if typed["served"] == "network":
            return [Served(Kind.NETWORK.value)]
        if typed["served"] == "unsaid":
            return []
        lines = typed.get("postcodes", "").replace(",", "\n").splitlines()
        return [
            *(Served(Kind.LOCAL_AUTHORITY.value, code) for code in typed.get("authorities", ())),
            *(Served(Kind.WARD.value, code) for code in typed.get("wards", ())),
            *(Served(Kind.POSTCODE.value, normalise(line)) for line in lines if normalise(line)),
        ]


def _with_kept(choices: Choices, kept: Sequence[str]) -> list[tuple[str, Any]]:
    """What is kept and is not offered stays, by its code, until somebody unticks it."""
    known = {value for value, _label in choices}
    return [*choices, *((value, value) for value in kept if value not in known)]


def _where_initial(details: ServiceDetails) -> dict[str, Any]:
    codes: dict[str, list[str]] = {kind: [] for kind in Kind.values}
    for kind, code in details.areas:
        codes[kind].append(code)
    some = any(code for kind in codes.values() for code in kind)
    return {
        "served": "network" if codes[Kind.NETWORK] else "some" if some else "unsaid",
        "authorities": codes[Kind.LOCAL_AUTHORITY],
        "wards": codes[Kind.WARD],
        "postcodes": "\n".join(shown(code) for code in codes[Kind.POSTCODE]),
        "locations": [str(one) for one in details.locations],
        "attending": list(details.attending),
        "accessibility": list(details.accessibility),
    }
