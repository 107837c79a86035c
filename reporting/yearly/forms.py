"""One figure of one year: its number, who counted it, and what it leaves out."""

import re
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.yearly.actions import Entered
from organisations.engagement.yearly.models import YearFigure
from organisations.engagement.yearly.rules import Entry, Unit


class AmountField(fields.CharField):
    """As people write it: £1,250.50 or 1250."""

    def clean(self, value: Any) -> Any:
        text = re.sub(r"[£,\s]", "", super().clean(value))
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text):
            raise ValidationError(_("Enter a number, like 1250"))
        return Decimal(text)


class YearFigureForm(Form):
    value = AmountField(
        label=gettext_lazy("How much or how many?"),
        help_text=gettext_lazy("Leave it empty to take the figure away."),
        required=False,
        max_length=16,
        classes="govuk-input--width-10",
        inputmode="decimal",
    )
    source = fields.CharField(
        label=gettext_lazy("Who counted it, or where is it written?"),
        help_text=gettext_lazy("For example: the council’s welfare team, email of 3 November."),
        missing=gettext_lazy("Enter who counted it, or where it is written"),
        max_length=200,
    )
    note = fields.TextareaField(
        label=gettext_lazy("What does it leave out? (optional)"),
        help_text=gettext_lazy("It stands beside the number wherever that is shown."),
        required=False,
        max_length=500,
        rows=3,
    )
    seen = fields.HiddenField(required=False)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, Any] = self.fields
        if entry.unit == Unit.POUNDS:
            asked["value"].prefix = "£"

    def entered(self) -> Entered:
        said = self.cleaned_data
        return Entered(said["value"], said["source"], said["note"])

    def version_seen(self) -> int:
        text = self.cleaned_data["seen"]
        return int(text) if text.isdecimal() else 0


def as_entered(last: YearFigure | None) -> dict[str, Any]:
    if last is None:
        return {"seen": "0"}
    value = None if last.value is None else f"{last.value.normalize():f}"
    return {"value": value, "source": last.source, "note": last.note, "seen": str(last.version)}
