from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form


class CarePhonesForm(Form):
    """The numbers that the council gives to anybody who is worried."""

    children = fields.PhoneField(
        label=_("Children’s social care"),
        help_text=_("The number to call about a child at risk"),
        required=False,
    )
    adults = fields.PhoneField(
        label=_("Adult social care"),
        help_text=_("The number to call about an adult at risk"),
        required=False,
    )
