"""The questions of one topic: their words, their order, and which are hidden."""

from collections.abc import Mapping
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.prompts.rules import MAX_LENGTH, MAX_QUESTIONS, Prompts, Typed

_EMPTY_ROWS = 2


class PromptsForm(Form):
    """A row for each question, and two empty ones. A row without words is left out."""

    seen = fields.HiddenField(required=False, max_length=9)

    def __init__(self, data: Mapping[str, Any] | None = None, *, prompts: Prompts) -> None:
        super().__init__(data, initial={"seen": prompts.version})
        there = [*prompts.questions, *prompts.hidden]
        self.count = min(len(there) + _EMPTY_ROWS, max(MAX_QUESTIONS, len(there)))
        for row in range(self.count):
            text = there[row] if row < len(there) else ""
            self._add_row(row, text, hidden=text in prompts.hidden)

    @property
    def rows(self) -> list[tuple[int, list[BoundField]]]:
        names = ("text", "place", "hidden")
        return [(row + 1, [self[f"{name}_{row}"] for name in names]) for row in range(self.count)]

    def typed(self) -> list[Typed]:
        told = self.cleaned_data
        return [
            Typed(told[f"text_{row}"], int(told[f"place_{row}"]), told[f"hidden_{row}"])
            for row in range(self.count)
        ]

    def version_seen(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isdecimal() else 0

    def _add_row(self, row: int, text: str, *, hidden: bool) -> None:
        self.fields[f"text_{row}"] = fields.TextareaField(
            label=_("Question"),
            required=False,
            max_length=MAX_LENGTH,
            rows=2,
            initial=text,
            autocomplete="off",
        )
        self.fields[f"place_{row}"] = fields.SelectField(
            label=_("Place in the list"),
            choices=[(str(place), str(place)) for place in range(1, self.count + 1)],
            initial=str(row + 1),
            missing=_("Choose a place"),
        )
        self.fields[f"hidden_{row}"] = fields.TickField(
            label=_("Hide it"), required=False, initial=hidden
        )
