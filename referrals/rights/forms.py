"""What is asked about a request by right."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.rights.actions import Wish
from referrals.rights.rules import (
    AskedBy,
    Identity,
    Kind,
    Longer,
    Refused,
    WhyLifted,
    WhyRestricted,
)


class WishForm(Form):
    """What a team is asked by somebody whom it knows."""

    kind = fields.RadiosField(
        label=_("What do they ask for?"),
        choices=Kind.choices,
        missing=_("Choose what they ask for"),
    )
    asked_by = fields.RadiosField(
        label=_("Who asks?"), choices=AskedBy.choices, missing=_("Choose who asks")
    )
    identity = fields.RadiosField(
        label=_("How do you know that it is they? (optional)"),
        help_text=_("You can say it later. Without it nothing is handed out and nothing erased."),
        choices=Identity.choices,
        required=False,
    )
    received_on = fields.DateField(
        label=_("When did they ask?"),
        name=_("The day on which they asked"),
        help_text=_("The answer is due one month after that day."),
        missing=_("Enter the day on which they asked"),
        tense="past",
    )

    def wish(self) -> Wish:
        given = self.cleaned_data
        return Wish(given["kind"], given["asked_by"], given["received_on"], given["identity"])


class FindForm(WishForm):
    """The desk's: by whom they may be known to teams, and nothing of what those know."""

    given_name = fields.CharField(
        label=_("First name"), max_length=80, missing=_("Enter a first name"), autocomplete="off"
    )
    family_name = fields.CharField(
        label=_("Last name"), max_length=80, missing=_("Enter a last name"), autocomplete="off"
    )
    date_of_birth = fields.DateField(
        label=_("Date of birth (optional)"),
        name=_("Date of birth"),
        required=False,
        tense="past",
    )
    phone = fields.PhoneField(label=_("Phone (optional)"), required=False, autocomplete="off")

    field_order = ("given_name", "family_name", "date_of_birth", "phone")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        told = {"date_of_birth", "phone"}
        if not (told & set(self.errors)) and not any(given.get(name) for name in told):
            raise ValidationError(
                {"date_of_birth": _("Enter a date of birth or a phone number: one is enough")}
            )
        return given


class IdentityForm(Form):
    why = fields.RadiosField(
        label=_("How do you know that it is they?"),
        choices=Identity.choices,
        missing=_("Choose how it was checked"),
    )


class LongerForm(Form):
    why = fields.RadiosField(
        label=_("Why does it take longer?"),
        help_text=_("Tell the person within the first month. It gives two more months, once."),
        choices=Longer.choices,
        missing=_("Choose why"),
    )


class RestrictForm(Form):
    why = fields.RadiosField(
        label=_("Why is it not to be used?"),
        choices=WhyRestricted.choices,
        missing=_("Choose why"),
    )


class LiftForm(Form):
    why = fields.RadiosField(
        label=_("Why may it be used again?"),
        help_text=_("Tell the person before you do this."),
        choices=WhyLifted.choices,
        missing=_("Choose why"),
    )


class RefuseForm(Form):
    why = fields.RadiosField(
        label=_("Why is it refused?"),
        help_text=_(
            "Tell the person why, that they can complain to the Information Commissioner’s Office"
            " (ico.org.uk), and that they can go to court."
        ),
        choices=[one for one in Refused.choices if one[0] != Refused.COMPELLING],
        missing=_("Choose why"),
    )


class RefuseObjectionForm(RefuseForm):
    """An objection is weighed: against reasons that have to be said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].choices = Refused.choices  # type: ignore[attr-defined]  # a ChoiceField
