"""How to reach a service, what it costs, and the forms it has."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import Paper, Reach, ServiceDetails
from organisations.directory.keeping.forms.rows import Group, RowsForm
from organisations.directory.rules import Audience


def _contact() -> dict[str, fields.Component]:
    return {
        "title": fields.CharField(
            label=_("What this contact is"), help_text=_("Such as “Front desk” or “Duty worker”"),
            required=False, max_length=120, autocomplete="off",
        ),
        "phone": fields.PhoneField(label=_("Phone number"), required=False, autocomplete="off"),
        "email": fields.EmailField(label=_("Email"), required=False, autocomplete="off"),
        "audience": fields.RadiosField(
            label=_("Who may use it"),
            choices=[
                (Audience.MEMBERS.value, _("Members of the network only")),
                (Audience.PUBLIC.value, _("Everybody")),
            ],
            initial=Audience.MEMBERS.value,
            classes="govuk-radios--small",
        ),
    }  # fmt: skip


def _document() -> dict[str, fields.Component]:
    return {
        "name": fields.CharField(
            label=_("Name of the document"), required=False, max_length=120, autocomplete="off"
        ),
        "url": fields.CharField(
            label=_("Its web address"), required=False, max_length=200, autocomplete="off"
        ),
    }


class ReachForm(RowsForm):
    """How to get in touch, and what it costs."""

    groups = (
        Group(
            name="contacts",
            title=_("Contacts"),
            legend=_("Contact %(number)s"),
            add=_("Add another contact"),
            make=_contact,
            hint=_("Use the number or address of a team, not of one person, where you can."),
        ),
        Group(
            name="documents",
            title=_("Forms and leaflets"),
            legend=_("Document %(number)s"),
            add=_("Add another document"),
            make=_document,
        ),
    )
    how_to_apply = fields.TextareaField(
        label=_("How people get help from it"),
        help_text=_("What they do first, and what they need to bring."),
        required=False, max_length=2000, rows=3,
    )  # fmt: skip
    fees = fields.CharField(
        label=_("What it costs"), help_text=_("Such as “Free” or “£2 a visit”"),
        required=False, max_length=200, autocomplete="off",
    )  # fmt: skip
    response_time = fields.CharField(
        label=_("How soon you usually answer a referral"),
        help_text=_("Such as “Within one working day”"),
        required=False, max_length=120, autocomplete="off",
    )  # fmt: skip
    url = fields.CharField(
        label=_("Web page"), required=False, max_length=200, autocomplete="off", spellcheck=False
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        names = ("how_to_apply", "fees", "response_time", "url")
        super().__init__(
            data,
            initial={name: getattr(details, name) for name in names},
            rows={
                "contacts": [row._asdict() for row in details.contacts],
                "documents": [row._asdict() for row in details.documents],
            },
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.need("documents", {"name": _("Enter a name"), "url": _("Enter a web address")})
        for number, typed in self.rows("contacts"):
            if not typed.get("phone") and not typed.get("email") and not self._wrong(number):
                self.add_error(f"contacts-{number}-phone", _("Enter a phone number or an email"))
        self._check_link("url", cleaned.get("url", ""))
        for number, typed in self.rows("documents"):
            self._check_link(f"documents-{number}-url", typed.get("url") or "")
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        return replace(
            details,
            how_to_apply=typed["how_to_apply"],
            fees=typed["fees"],
            response_time=typed["response_time"],
            url=typed["url"],
            contacts=[Reach(**row) for _number, row in self.rows("contacts")],
            documents=[Paper(**row) for _number, row in self.rows("documents")],
        )

    def _wrong(self, number: int) -> bool:
        return any(f"contacts-{number}-{name}" in self.errors for name in ("phone", "email"))

    def _check_link(self, field: str, url: str) -> None:
        if url and not url.startswith(("https://", "http://")):
            self.add_error(field, _("Enter a web address that starts with https://"))
