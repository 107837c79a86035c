"""The boxes about one person: nothing but a first name is ever demanded."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from ccs.ui.languages import language_choices
from referrals.assessments.rules import Person
from referrals.clients.models import AgeBand, SafeTo
from referrals.clients.rules import kept_postcode, lacking

# Asked of few people: behind "More about them" unless there is something in it.
MORE = ("address", "trusted_person", "access_needs")
WITHOUT = {
    "phone": _("Enter a phone number, or untick the ways that need one"),
    "email": _("Enter an email address, or untick “Email”"),
    "address": _("Enter an address, or untick “Letter”"),
}
_QUIET: dict[str, Any] = {"required": False, "autocomplete": "off"}


class PersonForm(Form):
    """Who somebody is and how to reach them safely; `known` is what is known of them already."""

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

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        known: Person | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.known = known
        super().__init__(data, initial={**(initial or {}), **_initial(known)})
        asked: dict[str, Any] = self.fields
        spoken = known.languages if known else ()
        asked["language"].choices = [("", gettext("Choose")), *language_choices(spoken)]

    @property
    def shows_more(self) -> bool:
        return any(self[name].value() for name in MORE) or self.wrong(*MORE)

    def wrong(self, *starts: str) -> bool:
        """Whether a field whose name starts so has a mistake."""
        return any(name.startswith(starts) for name in self.errors)

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        kept = kept_postcode(typed) if typed else ""
        if kept is None:
            raise ValidationError(gettext("Enter a postcode, like NR2 1NH, or its first half"))
        return kept

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ways = cleaned.get("safe_to") or []
        known = [name for name in WITHOUT if cleaned.get(name) or name in self.errors]
        for detail in lacking(ways, known=known):
            self.add_error(detail, WITHOUT[detail])
        if not ways and not cleaned.get("trusted_person") and not cleaned.get("contact_notes"):
            self.add_error(
                "safe_to", gettext("Tick a safe way to reach them, or say who to go through")
            )
        return cleaned

    def person(self) -> Person:
        """As typed; further languages that another form recorded are kept."""
        typed = {
            name: self.cleaned_data[name] for name in asdict(Person("")) if name in self.fields
        }
        first = self.cleaned_data["language"]
        others = self.known.languages[1:] if self.known else ()
        spoken = tuple(dict.fromkeys([*filter(None, [first]), *others]))
        return Person(**{**typed, "safe_to": tuple(typed["safe_to"]), "languages": spoken})


def _initial(known: Person | None) -> dict[str, Any]:
    if known is None:
        return {}
    return {**asdict(known), "language": next(iter(known.languages), "")}
