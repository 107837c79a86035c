"""What a service is, and what a referral to it must carry."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.directory.actions import ServiceDetails
from organisations.directory.keeping.forms.fields import SMALL
from organisations.directory.keeping.forms.rows import RowsForm
from organisations.directory.rules import ITEMS
from organisations.needs.rules import CRISIS, UNDERLYING


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

    scheme = fields.CharField(
        label=_("Crisis scheme"),
        help_text=_(
            "The name of the scheme, such as “Food vouchers”, if the service awards money or goods"
            " under one. Reports count by it."
        ),
        required=False,
        max_length=40,
        autocomplete="off",
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        kept = {name: getattr(details, name) for name in ("name", "description", "alert", "scheme")}
        needs = list(details.needs)
        super().__init__(data, initial={**kept, "crisis": needs, "underlying": needs})

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        return replace(
            details,
            name=typed["name"],
            description=typed["description"],
            alert=typed["alert"],
            scheme=typed["scheme"],
            needs=[*typed["crisis"], *typed["underlying"]],
        )


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
