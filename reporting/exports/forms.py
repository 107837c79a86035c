"""Which long list somebody wants."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from reporting.exports.actions import Wanted
from reporting.exports.rules import Format


class ExportForm(Form):
    first = fields.DateField(
        label=_("Referrals sent from"),
        help_text=_("For example, 1 10 2025"),
        name=_("The first day"),
        missing=_("Enter the first day"),
    )
    last = fields.DateField(
        label=_("Until"),
        help_text=_("This day is counted too."),
        name=_("The last day"),
        missing=_("Enter the last day"),
    )
    format = fields.RadiosField(
        label=_("Which kind of file?"),
        choices=Format.choices,
        missing=_("Choose a kind of file"),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first"))
        return said

    def wanted(self) -> Wanted:
        said = self.cleaned_data
        return Wanted(said["first"], said["last"], said["format"])
