"""Who sees a service, and who may refer to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import MayRefer, ServiceDetails
from organisations.directory.keeping.forms.fields import NumberField
from organisations.directory.keeping.forms.rows import Group, RowsForm
from organisations.directory.rules import Audience, Route


def _route() -> dict[str, fields.Component]:
    return {
        "organisation_id": fields.SelectField(
            label=_("Organisation"), choices=[("", _("Choose"))], required=False
        ),
        "places": NumberField(
            label=_("Places in the contract"), required=False, min_value=1, max_value=100_000
        ),
        "starts_on": fields.DateField(label=_("From"), required=False),
        "ends_on": fields.DateField(label=_("Until"), required=False),
    }


class ReferForm(RowsForm):
    """Rows of organisations count only where the route is not open to anyone."""

    groups = (
        Group(
            name="routes",
            title=_("Organisations that may refer"),
            legend=_("Organisation %(number)s"),
            add=_("Add another organisation"),
            make=_route,
            hint=_("Leave this empty if anyone in the network may refer."),
            folded=("starts_on", "ends_on"),
            fold=_("Only between two dates"),
        ),
    )
    audience = fields.RadiosField(
        label=_("Who may see this service?"),
        choices=[
            (Audience.MEMBERS.value, _("Members of the network only")),
            (Audience.PUBLIC.value, _("Everybody, on the public pages and in the open feed")),
        ],
        missing=_("Say who may see this service"),
        reveals={Audience.PUBLIC.value: "self_referral"},
    )
    self_referral = fields.TickField(
        label=_("People can ask for this service themselves"), required=False
    )
    route = fields.RadiosField(
        label=_("Who may refer to it?"), choices=Route.choices, missing=_("Say who may refer to it")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        details: ServiceDetails,
        organisations: Sequence[tuple[str, str]] = (),
    ) -> None:
        kept = ("audience", "self_referral", "route")
        super().__init__(
            data,
            initial={name: getattr(details, name) for name in kept},
            rows={"routes": [_filled(row) for row in details.routes]},
        )
        for name, field in vars(self)["fields"].items():
            if name.endswith("-organisation_id"):
                field.choices = [("", _("Choose")), *organisations]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        route = cleaned.get("route")
        if route == Route.ANYONE:
            return cleaned
        self.need("routes", {"organisation_id": _("Choose an organisation")})
        if route == Route.CONTRACT:
            self.need("routes", {"places": _("Enter how many places the contract has")})
        if route and not self.rows("routes"):
            name = "routes-0-organisation_id"
            message = _("Choose at least one organisation that may refer")
            self.add_error(name if name in self.fields else "route", message)
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        is_public = typed["audience"] == Audience.PUBLIC
        return replace(
            details,
            audience=typed["audience"],
            self_referral=is_public and typed["self_referral"],
            route=typed["route"],
            routes=[
                MayRefer(**{**row, "organisation_id": UUID(row["organisation_id"])})
                for _number, row in self.rows("routes")
                if row["organisation_id"]
            ],
        )


def _filled(row: MayRefer) -> dict[str, Any]:
    return {**row._asdict(), "organisation_id": str(row.organisation_id)}
