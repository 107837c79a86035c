"""What a list of acts is narrowed to, and what a manager says of unusual reading."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.audit.models import Found
from referrals.audit.queries import Narrowed
from referrals.audit.words import ActKind

HOURS: Final = [(str(hour), f"{hour:02}:00") for hour in range(25)]
LONGEST_WINDOW: Final = timedelta(days=93)


class ActsForm(Form):
    kind = fields.SelectField(
        label=_("What was done"),
        choices=[("", _("Everything")), *ActKind.choices],
        required=False,
    )
    since = fields.DateField(label=_("The first day"), name=_("The first day"), required=False)
    until = fields.DateField(label=_("The last day"), name=_("The last day"), required=False)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day must not be before the first."))
        return typed

    @property
    def narrowed(self) -> Narrowed:
        """What it asks for; all, where it makes no sense."""
        if not self.is_valid():
            return Narrowed()
        return Narrowed(**{name: self.cleaned_data[name] for name in ("kind", "since", "until")})


class ExposedForm(Form):
    """Between which times; a day, and an hour of it."""

    since = fields.DateField(
        label=_("The first day"), name=_("The first day"), tense="past", missing=_("Enter a date")
    )
    since_at = fields.SelectField(label=_("From what time on that day"), choices=HOURS)
    until = fields.DateField(
        label=_("The last day"), name=_("The last day"), tense="past", missing=_("Enter a date")
    )
    until_at = fields.SelectField(label=_("Until what time on that day"), choices=HOURS[1:])

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if {"since", "since_at", "until", "until_at"} <= typed.keys():
            begins, ends = self.window
            if ends <= begins:
                self.add_error("until", _("The end must be after the beginning."))
            elif ends - begins > LONGEST_WINDOW:
                self.add_error("until", _("Choose at most 92 days."))
        return typed

    @property
    def window(self) -> tuple[datetime, datetime]:
        typed = self.cleaned_data
        return (
            _moment(typed["since"], int(typed["since_at"])),
            _moment(typed["until"], int(typed["until_at"])),
        )


class AnswerForm(Form):
    answer = fields.RadiosField(
        label=_("What did you find?"),
        choices=Found.choices,
        missing=_("Choose what you found"),
        hints={
            Found.RIGHT: _("Most are: a busy day, a night shift, a common name."),
            Found.LOOKING: _("You can come back and say what you found."),
            Found.WRONG: _("Tell whoever answers for data protection in your organisation."),
        },
    )
    note = fields.TextareaField(
        label=_("Note (optional)"),
        help_text=_("For you and other managers. Write nothing about the person who was helped."),
        required=False,
        max_length=500,
        counted=True,
        rows=3,
    )


def _moment(day: date, hour: int) -> datetime:
    """24 is the midnight at its end."""
    later = timedelta(days=1) if hour == 24 else timedelta()  # noqa: PLR2004 - hours of a day
    return make_aware(datetime.combine(day + later, time(hour % 24)))
