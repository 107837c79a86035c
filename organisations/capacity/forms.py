from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form


class PauseForm(Form):
    """Why a service takes nobody now. Referrers read it."""

    reason = fields.CharField(
        label=_("Why? Referrers will read this"),
        help_text=_("For example, full until Monday"),
        missing=_("Say why the service is paused"),
        max_length=200,
        autocomplete="off",
    )
