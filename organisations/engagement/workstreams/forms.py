"""One piece of funded work."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from organisations.engagement.parties import PartyForm, as_typed
from organisations.engagement.workstreams.actions import Funded
from organisations.engagement.workstreams.models import Workstream
from organisations.engagement.workstreams.rules import Focus, programme_year, year_in_words

_MOST = 100_000_000
# The programme began in October 2019.
_FIRST_YEAR = 2019


class WholeNumberField(fields.CharField):
    """As people write it: £1,250 or 1250."""

    def clean(self, value: Any) -> Any:
        text = re.sub(r"[£,\s]", "", super().clean(value))
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) > _MOST:
            raise ValidationError(_("Enter a whole number, like 1250"))
        return int(text)


class WorkstreamForm(PartyForm):
    """Who was funded is asked after what the work is."""

    name = fields.CharField(
        label=gettext_lazy("What is the work called?"),
        max_length=120,
        missing=gettext_lazy("Enter what the work is called"),
    )
    focus = fields.RadiosField(
        label=gettext_lazy("What is it for?"),
        choices=Focus.choices,
        missing=gettext_lazy("Choose what it is for"),
    )
    year = fields.SelectField(
        label=gettext_lazy("Programme year"),
        help_text=gettext_lazy("A year runs from October to September."),
        missing=gettext_lazy("Choose a year"),
    )
    amount = WholeNumberField(
        label=gettext_lazy("How much money, in pounds?"),
        prefix="£",
        max_length=14,
        classes="govuk-input--width-10",
        inputmode="numeric",
        missing=gettext_lazy("Enter how much money"),
    )
    leverage = WholeNumberField(
        label=gettext_lazy("Money that others added because of it (optional)"),
        prefix="£",
        required=False,
        max_length=14,
        classes="govuk-input--width-10",
        inputmode="numeric",
    )
    reached = WholeNumberField(
        label=gettext_lazy("How many people did it reach? (optional)"),
        help_text=gettext_lazy("Leave it empty until somebody has counted."),
        required=False,
        max_length=12,
        classes="govuk-input--width-10",
        inputmode="numeric",
    )
    notes = fields.TextareaField(
        label=gettext_lazy("Notes (optional)"), required=False, max_length=4000, rows=4
    )
    workstream_id = fields.HiddenIdField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = programme_year(timezone.localdate())
        asked: dict[str, Any] = self.fields
        asked["organisation"].label = _("Who was funded?")
        asked["year"].choices = [
            (str(year), year_in_words(year)) for year in range(this_year + 1, _FIRST_YEAR - 1, -1)
        ]
        self.order_fields(["name", "focus", "year", "organisation", "other_name", "sector"])

    def funded(self) -> Funded:
        said = self.cleaned_data
        return Funded(
            name=said["name"],
            focus=said["focus"],
            year=int(said["year"]),
            named=self.named,
            amount=said["amount"],
            leverage=said["leverage"] or 0,
            reached=said["reached"],
            notes=said["notes"],
        )


def workstream_as_typed(row: Workstream) -> dict[str, Any]:
    same = ("name", "focus", "amount", "leverage", "reached", "notes")
    shown = {name: getattr(row, name) for name in same}
    return {**shown, **as_typed(row), "year": str(row.year)}
