"""The card, for the worker who gives it: in which words, and how it goes to the person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from ccs.ui.languages import language_name


class CardForm(Form):
    """`way`: print, text or email, by the button that was pressed."""

    language = fields.SelectField(
        label=gettext_lazy("In which language?"),
        choices=[],
        missing=gettext_lazy("Choose a language"),
    )
    discreet = fields.TickField(
        label=gettext_lazy("Keep it discreet: do not say who helps, or with what"), required=False
    )
    carry = fields.TickField(
        label=gettext_lazy("It is safe for them to carry a printed card"), required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        languages: Sequence[str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        asked: dict[str, Any] = self.fields
        asked["language"].choices = [(code, language_name(code)) for code in languages]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.data.get("way") == "print" and not cleaned.get("carry"):
            self.add_error(
                "carry", _("Ask whether it is safe for them to carry it, then tick this")
            )
        return cleaned
