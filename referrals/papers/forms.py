from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.papers.actions import LASTS, LONGEST
from referrals.papers.impact import LEVELS, QUESTIONS, RISKS, rated


class LinkForm(Form):
    made_for = fields.CharField(
        label=_("Whom is it for?"),
        help_text=_(
            "Such as: data protection officer of the council. Only you and the desk see it."
        ),
        missing=_("Say whom it is for"),
        max_length=120,
        autocomplete="off",
    )
    days = fields.RadiosField(
        label=_("How long does it work?"),
        choices=[(str(n), _("%(n)d days") % {"n": n}) for n in LASTS],
        missing=_("Choose how long it works"),
    )


class ImpactForm(Form):
    """One box for each open question, one choice for each risk."""

    seen = fields.HiddenField(required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        asked: dict[str, Any] = self.fields
        for one in QUESTIONS:
            asked[one.code] = fields.TextareaField(
                label=one.text, help_text=one.hint, required=False, max_length=LONGEST, rows=4
            )
        for risk in RISKS:
            asked[rated(risk.code)] = fields.SelectField(
                label=risk.what,
                help_text=risk.measure,
                choices=[("", _("Not rated yet")), *LEVELS.items()],
                required=False,
            )

    def seen_version(self) -> int:
        typed = self.cleaned_data["seen"]
        return int(typed) if typed.isdecimal() else 0
