"""Looking for people, and putting right what is known of them."""

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.assessments.forms.person import PersonForm
from referrals.clients.asking import Asked, asked_in


class FindForm(Form):
    """One box. It is always posted: what is typed here is about a person."""

    q = fields.CharField(
        label=_("Name, date of birth, postcode or phone number"),
        help_text=_("One of them or several. The name need not be spelled right."),
        missing=_("Enter a name, a date of birth, a postcode or a phone number"),
        max_length=200,
        autocomplete="off",
        spellcheck=False,
        size="s",
    )

    def asked(self) -> Asked:
        return asked_in(self.cleaned_data["q"])


class DetailsForm(PersonForm):
    """`seen` is how the details stood when the page was made."""

    seen = fields.HiddenField(max_length=20)
