from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.context import PAGES_IN
from ccs.ui.forms import Form
from networks.networks.actions import NAME, SLUG
from networks.networks.models import Country

_SMALL = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Use small letters, numbers and hyphens, like tower-hamlets"),
)


class NetworkForm(Form):
    """A new network, in one form."""

    name = fields.CharField(
        label=_("What is the network called?"),
        missing=_("Enter the network’s name"),
        max_length=NAME,
    )
    slug = fields.CharField(
        label=_("Short address"),
        help_text=_("Its word in addresses, like oldham. It cannot be changed later."),
        missing=_("Enter a short address"),
        max_length=SLUG,
        validators=[_SMALL],
        classes="govuk-input--width-20",
        spellcheck=False,
    )
    country = fields.RadiosField(
        label=_("Country"), choices=Country.choices, missing=_("Choose a country")
    )
    languages = fields.CheckboxesField(
        label=_("Languages of its pages"),
        choices=list(PAGES_IN.items()),
        initial=["en"],
        missing=_("Choose at least one language"),
    )
    councils = fields.TextareaField(
        label=_("Councils of its area (optional)"),
        help_text=_("One to a line: a name like Oldham, or a code like E08000004."),
        required=False,
        max_length=1000,
        rows=3,
        spellcheck=False,
    )
    coordinator = fields.EmailField(
        label=_("The coordinator’s email address (optional)"),
        help_text=_("They get an invitation, and run the desk."),
        required=False,
        autocomplete="off",
    )
    helpline_phone = fields.PhoneField(
        label=_("Helpline (optional)"),
        help_text=_("Whom members ring when something does not work."),
        required=False,
        autocomplete="off",
    )

    def wanted(self) -> dict[str, Any]:
        """As the action takes it."""
        typed = dict(self.cleaned_data)
        return {**typed, "councils": typed["councils"].splitlines()}

    def as_typed(self) -> list[tuple[str, str]]:
        """Each answer as it was posted, for the page between."""
        return [
            (name, value)
            for name in self.fields
            for value in (self.data.getlist(name) if hasattr(self.data, "getlist") else [])
        ]
