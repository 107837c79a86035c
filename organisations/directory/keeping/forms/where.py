"""Where the people live whom a service takes, where it is, and when it is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import ClosedDays, Opening, Served, ServiceDetails
from organisations.directory.keeping.forms.about import SMALL
from organisations.directory.keeping.forms.fields import TimeField
from organisations.directory.keeping.forms.rows import Group, RowsForm, Values
from organisations.directory.models import ServiceArea
from organisations.directory.rules import Access, Attending
from organisations.places.rules import normalise, shown

Kind = ServiceArea.Kind
DAYS: tuple[tuple[str, Promise], ...] = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)
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


def _hours() -> dict[str, fields.Component]:
    return {
        "days": fields.CheckboxesField(
            label=_("Days"), choices=DAYS, required=False, classes=f"{SMALL} ccs-inline"
        ),
        "opens_at": TimeField(label=_("Opens at"), help_text=_("Like 9am"), required=False),
        "closes_at": TimeField(label=_("Closes at"), help_text=_("Like 5:30pm"), required=False),
        "on_bank_holidays": fields.TickField(
            label=_("Open on bank holidays too"), required=False
        ),
        "notes": fields.CharField(
            label=_("Note"), help_text=_("Such as “Women only”"), required=False,
            max_length=200, autocomplete="off",
        ),
        "valid_from": fields.DateField(label=_("From"), required=False),
        "valid_to": fields.DateField(label=_("Until"), required=False),
    }  # fmt: skip


def _closed() -> dict[str, fields.Component]:
    return {
        "starts_on": fields.DateField(label=_("First day closed"), required=False),
        "ends_on": fields.DateField(label=_("Last day closed"), required=False),
        "reason": fields.CharField(
            label=_("Why"), required=False, max_length=120, autocomplete="off"
        ),
    }


class WhenForm(RowsForm):
    """The hours of a week, and days on which they do not hold."""

    groups = (
        Group(
            name="hours",
            title=_("Opening times"),
            legend=_("Times %(number)s"),
            add=_("Add other times"),
            make=_hours,
            hint=_("Days with the same times go together."),
            folded=("valid_from", "valid_to"),
            fold=_("Only for part of the year"),
        ),
        Group(
            name="closures",
            title=_("Days you are closed"),
            legend=_("Closed %(number)s"),
            add=_("Add other days"),
            make=_closed,
        ),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        super().__init__(
            data,
            rows={
                "hours": _grouped(details.schedules),
                "closures": [row._asdict() for row in details.closures],
            },
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.need(
            "hours",
            {
                "days": _("Choose at least one day"),
                "opens_at": _("Enter the time it opens"),
                "closes_at": _("Enter the time it closes"),
            },
        )
        self.need("closures", {"starts_on": _("Enter the first day closed")})
        for number, row in self.rows("hours"):
            opens, closes = row.get("opens_at"), row.get("closes_at")
            if opens and closes and opens >= closes:
                self.add_error(
                    f"hours-{number}-closes_at", _("Closing time must be after opening time")
                )
            self._check_order("hours", number, row, "valid_from", "valid_to")
        for number, row in self.rows("closures"):
            self._check_order("closures", number, row, "starts_on", "ends_on")
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        hours = [
            Opening(weekday=int(day), **{k: v for k, v in row.items() if k != "days"})
            for _number, row in self.rows("hours")
            for day in row["days"]
        ]
        closures = [
            ClosedDays(**{**row, "ends_on": row["ends_on"] or row["starts_on"]})
            for _number, row in self.rows("closures")
        ]
        return replace(details, schedules=hours, closures=closures)

    def _check_order(self, group: str, number: int, row: Values, first: str, last: str) -> None:
        start, end = row.get(first), row.get(last)
        if start and end and start > end:
            self.add_error(f"{group}-{number}-{last}", _("This day must not be before the first"))


def _grouped(schedules: Sequence[Opening]) -> list[Values]:
    """Days that share everything else in one row, by the first of their days."""
    rows: dict[Opening, list[str]] = {}
    for one in sorted(schedules, key=lambda row: (row.weekday, row.opens_at)):
        rows.setdefault(one._replace(weekday=0), []).append(str(one.weekday))
    return [
        {**{k: v for k, v in same._asdict().items() if k != "weekday"}, "days": days}
        for same, days in rows.items()
    ]
