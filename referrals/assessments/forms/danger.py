"""Somebody may be in danger: what was done about it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.assessments.models import DangerDone


class DangerForm(Form):
    done = fields.CheckboxesField(
        label=gettext_lazy("What was done?"),
        help_text=gettext_lazy("Tick what you did, before you go on"),
        choices=DangerDone.choices,
        missing=gettext_lazy("Tick what was done"),
        reveals={DangerDone.OTHER: "words"},
    )
    words = fields.TextareaField(
        label=gettext_lazy("What else was done?"),
        required=False,
        max_length=1000,
        rows=3,
        autocomplete="off",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        other = DangerDone.OTHER in (cleaned.get("done") or [])
        if other and not (cleaned.get("words") or "").strip():
            self.add_error("words", _("Say what else was done"))
        return cleaned if other else {**cleaned, "words": ""}
