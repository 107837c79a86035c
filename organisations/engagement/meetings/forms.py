"""A meeting, who came, and what somebody will do."""

from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.meetings.actions import Planned, stand_of
from organisations.engagement.meetings.models import Meeting
from organisations.engagement.meetings.rules import MeetingKind
from organisations.engagement.parties import PartyForm

_AS_TYPED = ("%H:%M", "%H.%M", "%H", "%I%p", "%I:%M%p", "%I.%M%p")


class MeetingForm(Form):
    title = fields.CharField(
        label=gettext_lazy("Title"), max_length=120, missing=gettext_lazy("Enter a title")
    )
    kind = fields.RadiosField(
        label=gettext_lazy("What kind of meeting?"),
        choices=MeetingKind.choices,
        missing=gettext_lazy("Choose what kind of meeting it is"),
    )
    held_on = fields.DateField(label=gettext_lazy("Day"), name=gettext_lazy("The day"))
    starts_at = fields.CharField(
        label=gettext_lazy("Begins at (optional)"),
        help_text=gettext_lazy("For example 10:30 or 2pm."),
        required=False,
        max_length=8,
        classes="govuk-input--width-5",
    )
    place = fields.CharField(
        label=gettext_lazy("Where, or the link to join (optional)"), required=False, max_length=200
    )
    minutes = fields.TextareaField(
        label=gettext_lazy("Minutes (optional)"),
        help_text=gettext_lazy("You can add them after the meeting."),
        required=False,
        max_length=20000,
        rows=10,
    )
    meeting_id = fields.HiddenIdField(required=False)
    seen = fields.HiddenField(required=False)

    def clean_starts_at(self) -> time | None:
        text = self.cleaned_data["starts_at"].replace(" ", "").upper()
        if not text:
            return None
        for shape in _AS_TYPED:
            try:
                return datetime.strptime(text, shape).time()  # noqa: DTZ007 - a time of no day
            except ValueError:
                continue
        raise ValidationError(_("Enter a time, like 10:30 or 2pm"))

    def planned(self) -> Planned:
        names = ("held_on", "kind", "title", "starts_at", "place", "minutes")
        return Planned(**{name: self.cleaned_data[name] for name in names})


def meeting_as_typed(meeting: Meeting) -> dict[str, Any]:
    begins = f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    same = ("title", "kind", "held_on", "place", "minutes")
    shown = {name: getattr(meeting, name) for name in same}
    return {**shown, "starts_at": begins, "seen": stand_of(meeting)}


class AttendanceForm(PartyForm):
    people = fields.TextareaField(
        label=gettext_lazy("Who came from there?"),
        help_text=gettext_lazy("One name on each line."),
        max_length=4000,
        rows=4,
        missing=gettext_lazy("Enter at least one name"),
    )


class ActionForm(Form):
    what = fields.CharField(
        label=gettext_lazy("What is to be done?"),
        max_length=300,
        missing=gettext_lazy("Enter what is to be done"),
    )
    owner_name = fields.CharField(
        label=gettext_lazy("Who does it?"),
        max_length=120,
        missing=gettext_lazy("Enter who does it"),
        autocomplete="off",
    )
    due_on = fields.DateField(
        label=gettext_lazy("By when? (optional)"), name=gettext_lazy("The day"), required=False
    )
    action_id = fields.HiddenIdField(required=False)
