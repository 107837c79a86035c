from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ccs.exports.tables import CSV, XLSX
from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.caseload.rules import Part, Wanted, Why
from referrals.filters.rules import Box


class ExportForm(Form):
    """Without `letters`, for who works in no team, it asks for envelopes alone."""

    box = fields.RadiosField(
        label=_("Which referrals?"),
        choices=[
            (Box.RECEIVED.value, _("Received, and not ended")),
            (Box.SENT.value, _("Sent, and not ended")),
            (Box.ENDED.value, _("Ended")),
        ],
        missing=_("Choose which referrals"),
    )
    since = fields.DateField(
        label=_("The first day"),
        name=_("The first day"),
        missing=_("Enter the first day"),
        help_text=_("The day a referral was sent. Of those that have ended, the day it ended."),
        tense="past",
    )
    until = fields.DateField(
        label=_("The last day"), name=_("The last day"), missing=_("Enter the last day")
    )
    parts = fields.CheckboxesField(
        label=_("What people told you (optional)"),
        help_text=_(
            "Only where your team may open the letter. Leave these empty if you do not need them."
        ),
        choices=Part.choices,
        required=False,
    )
    why = fields.SelectField(
        label=_("Why do you need it?"),
        help_text=_("Only if you ticked something above. We write down that you took it, and why."),
        choices=[("", _("Choose a reason")), *Why.choices],
        required=False,
    )
    kind = fields.RadiosField(
        label=_("What kind of file?"),
        choices=[(XLSX.extension, _("A spreadsheet (XLSX)")), (CSV.extension, _("CSV"))],
        initial=XLSX.extension,
        missing=_("Choose what kind of file"),
    )

    def __init__(self, *args: Any, letters: bool, **kwargs: Any) -> None:
        today = timezone.localdate()
        month_ago = today - timedelta(days=30)
        super().__init__(*args, **kwargs)
        self.initial = {"box": Box.RECEIVED.value, "since": month_ago, "until": today}
        if not letters:
            del self.fields["parts"], self.fields["why"]

    @property
    def wanted(self) -> Wanted:
        chosen = self.cleaned_data
        return Wanted(
            box=Box(chosen["box"]),
            since=chosen["since"],
            until=chosen["until"],
            parts=tuple(part for part in Part if part.value in chosen.get("parts", [])),
            why=chosen.get("why", ""),
        )
