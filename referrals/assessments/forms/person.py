"""The boxes about one person: nothing but a first name is ever demanded."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.clients.models import AgeBand, SafeTo

_QUIET: dict[str, Any] = {"required": False, "autocomplete": "off"}


class PersonForm(Form):
    """The fields alone; `WhoForm` fills and judges them."""

    id = fields.HiddenIdField(required=False)
    service = fields.HiddenField(required=False, max_length=40)
    team = fields.RadiosField(
        label=_("Which team are you referring for?"),
        missing=_("Choose your team"),
    )
    given_name = fields.CharField(
        label=_("First name"),
        max_length=80,
        missing=_("Enter a name. A first name is enough."),
        autocomplete="off",
        spellcheck=False,
    )
    family_name = fields.CharField(label=_("Last name"), max_length=80, spellcheck=False, **_QUIET)
    preferred_name = fields.CharField(
        label=_("What they like to be called, if it is different"),
        max_length=80,
        spellcheck=False,
        **_QUIET,
    )
    date_of_birth = fields.DateField(label=_("Date of birth"), tense="past", required=False)
    age_band = fields.SelectField(
        label=_("Or about how old they are"),
        choices=[("", _("Choose")), *AgeBand.choices],
        required=False,
    )
    phone = fields.PhoneField(label=_("Phone number"), **_QUIET)
    email = fields.EmailField(label=_("Email address"), **_QUIET)
    safe_to = fields.CheckboxesField(
        label=_("Which ways of reaching them are safe?"),
        help_text=_("Ask them: could anybody else see it or hear it?"),
        choices=SafeTo.choices,
        required=False,
    )
    contact_notes = fields.TextareaField(
        label=_("Anything to know before somebody calls or writes"),
        help_text=_("For example, times that are safe, or not to say who is calling"),
        max_length=1000,
        rows=2,
        **_QUIET,
    )
    language = fields.SelectField(label=_("Language they speak best"), choices=[], required=False)
    interpreter_needed = fields.TickField(label=_("They need an interpreter"), required=False)
    postcode = fields.CharField(
        label=_("Postcode"),
        help_text=_("The first half is enough, like NR2"),
        max_length=10,
        classes="govuk-input--width-10",
        spellcheck=False,
        **_QUIET,
    )
    no_fixed_address = fields.TickField(label=_("They have no fixed address"), required=False)
    address = fields.TextareaField(
        label=_("Address"), max_length=500, rows=3, spellcheck=False, **_QUIET
    )
    trusted_person = fields.CharField(
        label=_("Someone they trust to pass on a message"),
        help_text=_("Name, phone number and who they are to the person"),
        max_length=200,
        **_QUIET,
    )
    access_needs = fields.TextareaField(
        label=_("What they need to be able to take part"),
        help_text=_("For example, step-free access, large print, a text before a call"),
        max_length=1000,
        rows=2,
        **_QUIET,
    )
