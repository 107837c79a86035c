"""When a service is open: the hours of a week, and days on which they do not hold."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import ClosedDays, Opening, ServiceDetails
from organisations.directory.keeping.forms.fields import SMALL, TimeField
from organisations.directory.keeping.forms.rows import Group, RowsForm, Values

DAYS: tuple[tuple[str, Promise], ...] = (
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
)


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
