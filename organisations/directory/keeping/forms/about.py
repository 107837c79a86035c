"""What a service is, for whom, how to reach it, and what it must be told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.languages import OFFERED, language_choices
from organisations.directory.actions import Paper, Reach, ServiceDetails, WhoFor
from organisations.directory.keeping.forms.fields import NumberField, YesNoField
from organisations.directory.keeping.forms.rows import Group, RowsForm
from organisations.directory.rules import ITEMS, Audience, Gender, Immigration, Tenure
from organisations.needs.rules import CRISIS, UNDERLYING

SMALL = "govuk-checkboxes--small"
_OLDEST = 120


class AboutForm(RowsForm):
    """The name and what it helps with."""

    name = fields.CharField(
        label=_("Name of the service"),
        missing=_("Enter the name of the service"),
        max_length=120,
        autocomplete="off",
    )
    description = fields.TextareaField(
        label=_("What it does"),
        help_text=_("A few plain sentences. Say what people get, not how you are organised."),
        required=False,
        max_length=3000,
        counted=True,
    )
    crisis = fields.CheckboxesField(
        label=_("What it helps with now"), choices=list(CRISIS.items()), required=False,
        classes=SMALL,
    )  # fmt: skip
    underlying = fields.CheckboxesField(
        label=_("What it helps with behind that"), choices=list(UNDERLYING.items()),
        required=False, classes=SMALL,
    )  # fmt: skip
    alert = fields.CharField(
        label=_("Notice at the top of its page"),
        help_text=_("For example: “Closed on 3 June for training”. Leave it empty if all is well."),
        required=False,
        max_length=200,
        autocomplete="off",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        kept = {"name": details.name, "description": details.description, "alert": details.alert}
        needs = list(details.needs)
        super().__init__(data, initial={**kept, "crisis": needs, "underlying": needs})

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        return replace(
            details,
            name=typed["name"],
            description=typed["description"],
            alert=typed["alert"],
            needs=[*typed["crisis"], *typed["underlying"]],
        )


class WhoForForm(RowsForm):
    """Who may come. What is not said here counts as unknown, never as no."""

    minimum_age = NumberField(
        label=_("Youngest age"), required=False, min_value=0, max_value=_OLDEST
    )
    maximum_age = NumberField(label=_("Oldest age"), required=False, min_value=0, max_value=_OLDEST)
    takes_nrpf = YesNoField(
        label=_("Do you take people with no recourse to public funds?"),
        yes=_("Yes, we take them"),
        no=_("No, we cannot take them"),
        missing=_("Say whether you take people with no recourse to public funds"),
    )
    only_with_children = YesNoField(
        label=_("Is it only for households with children?"),
        yes=_("Yes, only for households with children"),
        no=_("No, it is for anyone"),
        missing=_("Say whether it is only for households with children"),
    )
    on_benefits_only = YesNoField(
        label=_("Is it only for people who get benefits?"),
        yes=_("Yes, only for people who get benefits"),
        no=_("No, they need not get benefits"),
        missing=_("Say whether it is only for people who get benefits"),
    )
    genders = fields.CheckboxesField(
        label=_("Only for"), help_text=_("Leave all empty if it is for everybody."),
        choices=Gender.choices, required=False, classes=SMALL,
    )  # fmt: skip
    tenures = fields.CheckboxesField(
        label=_("Only for people who live like this"),
        help_text=_("Leave all empty if it does not matter."),
        choices=Tenure.choices, required=False, classes=SMALL,
    )  # fmt: skip
    immigration = fields.CheckboxesField(
        label=_("Only for people with this immigration status"),
        help_text=_("Leave all empty if it does not matter."),
        choices=Immigration.choices, required=False, classes=SMALL,
    )  # fmt: skip
    notes = fields.TextareaField(
        label=_("Anything else about who it is for"), required=False, max_length=2000, rows=3
    )
    languages = fields.CheckboxesField(
        label=_("Languages your people speak"), choices=[], required=False,
        classes=f"{SMALL} ccs-columns",
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        kept = details.eligibility._asdict()
        super().__init__(data, initial={**kept, "languages": list(details.languages)})
        asked: dict[str, Any] = self.fields
        others = [code for code in details.languages if code not in OFFERED]
        asked["languages"].choices = language_choices(others)
        for name, kind in (("genders", Gender), ("tenures", Tenure), ("immigration", Immigration)):
            # What an import called otherwise is kept until somebody unticks it.
            strange = [(one, one) for one in kept[name] if one not in kind.values]
            asked[name].choices = [*kind.choices, *strange]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if low is not None and high is not None and low > high:
            self.add_error("maximum_age", _("The oldest age must not be below the youngest"))
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        said: dict[str, Any] = {name: typed[name] for name in WhoFor._fields}
        for name in ("genders", "tenures", "immigration"):
            said[name] = tuple(said[name])
        return replace(details, eligibility=WhoFor(**said), languages=typed["languages"])


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


class CarriesForm(RowsForm):
    """What a referral must carry: nothing else is asked or sent."""

    information_needed = fields.CheckboxesField(
        label=_("What do you need to know before you can help?"),
        help_text=_("Name, needs and a safe way to reach the person always come with a referral."),
        choices=list(ITEMS.items()), required=False, classes=SMALL,
    )  # fmt: skip
    referrer_contact = fields.CharField(
        label=_("Whom can a referrer ask first?"),
        help_text=_("Only members of the network see this."),
        required=False, max_length=200, autocomplete="off",
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        needed = list(details.information_needed)
        kept = {"information_needed": needed, "referrer_contact": details.referrer_contact}
        super().__init__(data, initial=kept)

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        return replace(
            details,
            information_needed=typed["information_needed"],
            referrer_contact=typed["referrer_contact"],
        )
