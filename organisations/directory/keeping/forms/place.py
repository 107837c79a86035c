"""A place that people come to, or that nobody may be told of."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.directory.keeping.forms.fields import SMALL
from organisations.directory.rules import Access
from organisations.places.rules import normalise
from organisations.places.rules import shown as shown_postcode


class PlaceForm(Form):
    """`version` carries what the place was when the page was opened."""

    name = fields.CharField(
        label=_("Name of the place"), missing=_("Enter a name for the place"), max_length=120,
        autocomplete="off",
    )  # fmt: skip
    address = fields.CharField(
        label=_("Building and street"), required=False, max_length=250, autocomplete="off"
    )
    city = fields.CharField(
        label=_("Town or city"), required=False, max_length=80, autocomplete="off"
    )
    postcode = fields.CharField(
        label=_("Postcode"), required=False, max_length=10, autocomplete="off",
        classes="govuk-input--width-10", spellcheck=False,
    )  # fmt: skip
    shown = fields.RadiosField(
        label=_("May its address be shown?"),
        choices=[
            ("yes", _("Yes, it may be shown")),
            ("no", _("No, it is secret")),
        ],
        hints={
            "no": _(
                "A refuge, for example. Only members who may refer see it. It is never in the"
                " public pages, the open feed or a search engine."
            )
        },
        missing=_("Say whether its address may be shown"),
    )
    sure = fields.TickField(
        label=_("I am sure that this address is no longer secret"), required=False
    )
    accessibility = fields.CheckboxesField(
        label=_("What there is for people who need it"), required=False,
        choices=Access.choices, classes=SMALL,
    )  # fmt: skip
    directions = fields.TextareaField(
        label=_("How to find it"), required=False, max_length=1000, rows=3
    )

    def __init__(self, *args: Any, was_secret: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_secret = was_secret
        if was_secret:
            vars(self)["fields"]["shown"].reveals = {"yes": "sure"}
        else:
            del self.fields["sure"]
        kept = [(one, one) for one in self.initial.get("accessibility", ()) if one not in Access]
        vars(self)["fields"]["accessibility"].choices = [*Access.choices, *kept]

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        code = normalise(typed)
        if typed and not code:
            raise ValidationError(_("Enter a whole postcode, like E1 4NS"))
        return shown_postcode(code)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.was_secret and cleaned.get("shown") == "yes" and not cleaned.get("sure"):
            self.add_error("sure", _("Say that you are sure: this address was secret until now"))
        return cleaned
