"""One short form: who you are, how to reach you safely, what is happening, and your agreement."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from referrals.assessments.rules import Person, Told, ToldNeed
from referrals.clients.models import SafeTo
from referrals.clients.rules import kept_postcode, lacking

_WITHOUT = {
    "phone": gettext_lazy("Enter your phone number, or untick the ways that need one"),
    "email": gettext_lazy("Enter your email address, or untick “Email”"),
}
# A letter needs an address, and others may open it.
_WAYS = [(way, label) for way, label in SafeTo.choices if way != SafeTo.POST]


class SelfReferralForm(Form):
    """`needs` are those that the service meets, `items` what it needs to know."""

    name = fields.CharField(
        label=gettext_lazy("What is your name?"),
        help_text=gettext_lazy("A first name is enough"),
        missing=gettext_lazy("Enter your name. A first name is enough."),
        max_length=80,
        autocomplete="name",
        spellcheck=False,
    )
    safe_to = fields.CheckboxesField(
        label=gettext_lazy("How can they contact you safely?"),
        help_text=gettext_lazy(
            "Think about who else could see your phone or your messages, or hear you."
            " Tick only what is safe."
        ),
        choices=_WAYS,
        required=False,
    )
    phone = fields.PhoneField(label=gettext_lazy("Phone number"), required=False)
    email = fields.EmailField(label=gettext_lazy("Email address"), required=False, max_length=254)
    contact_notes = fields.TextareaField(
        label=gettext_lazy("Is there anything they should know before they contact you?"),
        help_text=gettext_lazy(
            "For example when it is safe to call, not to say who is calling,"
            " or that you need an interpreter"
        ),
        required=False,
        max_length=1000,
        rows=2,
        autocomplete="off",
    )
    story = fields.TextareaField(
        label=gettext_lazy("What is happening?"),
        help_text=gettext_lazy(
            "In your own words, so that you do not have to say it again. A few words are enough."
        ),
        missing=gettext_lazy("Say what is happening. A few words are enough."),
        max_length=5000,
        rows=5,
        autocomplete="off",
    )
    needs = fields.CheckboxesField(
        label=gettext_lazy("What do you need help with?"),
        choices=[],
        missing=gettext_lazy("Tick at least one thing you need help with"),
    )
    urgency = fields.RadiosField(
        label=gettext_lazy("How soon do you need help?"),
        choices=[
            ("today", gettext_lazy("Today")),
            ("urgent", gettext_lazy("In the next day or two")),
            ("soon", gettext_lazy("It can wait a little longer")),
        ],
        missing=gettext_lazy("Choose how soon you need help"),
    )
    postcode = fields.CharField(
        label=gettext_lazy("Your postcode"),
        help_text=gettext_lazy("The first half is enough, like NR2"),
        required=False,
        max_length=10,
        classes="govuk-input--width-10",
        autocomplete="postal-code",
        spellcheck=False,
    )
    aftercare = fields.TickField(
        label=gettext_lazy("You may get in touch in a few weeks to ask how I am"),
        required=False,
    )
    agree = fields.TickField(
        label=gettext_lazy("Yes, I agree"),
        missing=gettext_lazy("Tick the box if you agree. Without it nothing can be sent."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        needs: Sequence[str],
        items: Mapping[str, str],
    ) -> None:
        super().__init__(data)
        self.only = list(needs)[:1] if len(needs) == 1 else []
        self.items = list(items)
        asked: dict[str, Any] = self.fields
        asked["needs"].choices = [(code, NEEDS[code]) for code in NEEDS if code in needs]
        if self.only:
            del self.fields["needs"]
        for item, label in items.items():
            self.fields[f"answer_{item}"] = fields.CharField(
                label=label, required=False, max_length=500, autocomplete="off"
            )

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        kept = kept_postcode(typed) if typed else ""
        if kept is None:
            raise ValidationError(_("Enter a postcode, like NR2 1NH, or its first half"))
        return kept

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        ways = cleaned.get("safe_to") or []
        known = [name for name in _WITHOUT if cleaned.get(name) or name in self.errors]
        for detail in lacking(ways, known=known):
            self.add_error(detail, _WITHOUT[detail])
        if not ways and not cleaned.get("contact_notes"):
            self.add_error(
                "safe_to", _("Tick a safe way to contact you, or say below how to reach you")
            )
        return cleaned

    @property
    def answer_fields(self) -> list[Any]:
        return [self[f"answer_{item}"] for item in self.items]

    def told(self) -> Told:
        typed = self.cleaned_data
        codes = self.only or [code for code in NEEDS if code in typed["needs"]]
        answers = {item: typed[f"answer_{item}"] for item in self.items}
        return Told(
            client=Person(
                given_name=typed["name"],
                phone=typed["phone"],
                email=typed["email"],
                safe_to=tuple(typed["safe_to"]),
                contact_notes=typed["contact_notes"],
                postcode=typed["postcode"],
            ),
            needs=tuple(ToldNeed(code, typed["urgency"]) for code in codes),
            story=typed["story"],
            answers={item: answer for item, answer in answers.items() if answer},
        )
