from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.emergency.rules import Reason


class EmergencyForm(Form):
    reference = fields.CharField(
        label=_("The reference of the referral"),
        help_text=_("It is 8 letters and numbers, like 34F7-ACDE. Ask whoever rang you."),
        missing=_("Enter the reference"),
        max_length=20,
        autocomplete="off",
        spellcheck=False,
        classes="govuk-input--width-10",
    )
    reason = fields.RadiosField(
        label=_("Why do you have to read it now?"),
        choices=Reason.choices,
        missing=_("Choose why you have to read it now"),
    )
    words = fields.TextareaField(
        label=_("What has happened?"),
        help_text=_(
            "For those who look into it later. Write no names, and nothing that tells who it is."
        ),
        missing=_("Say what has happened"),
        max_length=500,
        counted=True,
        rows=3,
    )
    told = fields.TickField(
        label=_(
            "I know that the team that has the letter, its manager and the desk are told now,"
            " with my name"
        ),
        missing=_("Tick this to go on"),
    )
