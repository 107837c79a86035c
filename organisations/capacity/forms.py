from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.capacity.rules import State


class PauseForm(Form):
    """Why a service takes nobody now. Referrers read it."""

    state = fields.HiddenField(max_length=12)
    reason = fields.CharField(
        label=_("Why? Referrers will read this"),
        help_text=_("For example, full until Monday"),
        missing=_("Say why the service is paused"),
        max_length=200,
        autocomplete="off",
    )
    next = fields.HiddenField(required=False, max_length=500)


class OpenForm(Form):
    state = fields.HiddenField(max_length=12)
    next = fields.HiddenField(required=False, max_length=500)


def form_for(state: str) -> type[Form]:
    """Pausing says why; opening says nothing."""
    return PauseForm if state == State.PAUSED else OpenForm
