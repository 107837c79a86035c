"""Pausing an organisation, and leaving with it."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form

KEEP: Final = "keep"
GIVE_BACK: Final = "give_back"


class PauseForm(Form):
    reason = fields.CharField(
        label=_("Why does it pause?"),
        help_text=_("Other members read this. Write nothing about anybody."),
        missing=_("Say why, in a few words"),
        max_length=200,
        autocomplete="off",
    )
    until = fields.DateField(
        label=_("On which day is it back? (optional)"),
        help_text=_("It opens by itself on that day. Without a day, somebody opens it again."),
        name=_("The day it is back"),
        tense="future",
        required=False,
    )
    open_work = fields.RadiosField(
        label=_("What happens to referrals that nobody has answered?"),
        choices=[
            (KEEP, _("We answer them and work on them")),
            (GIVE_BACK, _("They go back to who asked")),
        ],
        missing=_("Choose what happens to referrals that nobody has answered"),
    )
    note = fields.TextareaField(
        label=_("What should those who asked know? (optional)"),
        required=False,
        max_length=1000,
        rows=3,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, waiting: int) -> None:
        super().__init__(data)
        if not waiting:
            del self.fields["open_work"]
            del self.fields["note"]

    @property
    def gives_back(self) -> bool:
        return self.cleaned_data.get("open_work") == GIVE_BACK


class LeaveForm(Form):
    reason = fields.CharField(
        label=_("Why does it leave?"),
        help_text=_("It stands in the history of the network. Write nothing about anybody."),
        missing=_("Say why, in a few words"),
        max_length=200,
        autocomplete="off",
    )
    note = fields.TextareaField(
        label=_("What should those who asked you for help know? (optional)"),
        required=False,
        max_length=1000,
        rows=3,
    )
