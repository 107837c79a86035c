"""Choosing a time, writing to a section, choosing readers, saying what is corrected."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Membership
from reporting.packs.rules import LONGEST


class TimeForm(Form):
    time = fields.SelectField(
        label=_("Which time is it about?"),
        help_text=_("A report is about a quarter or a programme year that is over."),
        missing=_("Choose a time from the list"),
    )

    def __init__(self, *args: Any, times: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["time"]
        field.choices = list(times)

    def chosen(self) -> tuple[str, date]:
        kind, _line, first = self.cleaned_data["time"].partition("_")
        return kind, date.fromisoformat(first)


class WordsForm(Form):
    text = fields.TextareaField(
        label=_("Your words"),
        help_text=_("What stands behind the numbers, and what you do about it. No person’s name."),
        required=False,
        max_length=LONGEST,
        counted=True,
        rows=8,
    )
    seen = fields.HiddenField(required=False)

    def seen_version(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isdecimal() else 0


class SendForm(Form):
    members = fields.CheckboxesField(
        label=_("To whom?"),
        help_text=_("Coordinators, analysts and managers of the network. They sign in to read it."),
        missing=_("Choose whom to send it to"),
    )

    def __init__(self, *args: Any, people: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.choices = [(str(one.pk), one.name) for one in people]

    def chosen(self) -> list[UUID]:
        return [UUID(one) for one in self.cleaned_data["members"]]


class CorrectForm(Form):
    why = fields.TextareaField(
        label=_("What do you correct?"),
        help_text=_("It stands on the first page of the new version."),
        max_length=1000,
        rows=3,
        missing=_("Say what you correct"),
    )
