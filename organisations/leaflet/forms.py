"""Which leaflet: for whom, where, how large, in which language."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.context import PAGES_IN
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from organisations.places.queries import NoPlace, find_place

FOLDED, LARGE = "folded", "large"


class LeafletForm(Form):
    """A GET form. The postcode is only looked up: the leaflet's own address has the area."""

    need = fields.CheckboxesField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Tick nothing for all kinds of help"),
        choices=[],
        required=False,
        size="m",
    )
    postcode = fields.CharField(
        label=gettext_lazy("Postcode"),
        help_text=gettext_lazy("For services near one place, like E1 4NS"),
        required=False,
        max_length=60,
        classes="govuk-input--width-10",
        autocomplete="off",
        spellcheck=False,
    )
    area = fields.SelectField(label=gettext_lazy("Or an area"), choices=[], required=False)
    size = fields.RadiosField(
        label=gettext_lazy("How should it be printed?"),
        choices=[
            (FOLDED, gettext_lazy("To fold in three, on both sides of one sheet")),
            (LARGE, gettext_lazy("In large print")),
        ],
        initial=FOLDED,
        missing=gettext_lazy("Choose how to print it"),
        size="m",
    )
    language = fields.RadiosField(
        label=gettext_lazy("In which language?"),
        choices=[],
        missing=gettext_lazy("Choose a language"),
        size="m",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        met: Collection[str],
        councils: Mapping[str, str],
        languages: Sequence[str],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial={**initial})
        asked: dict[str, Any] = self.fields
        asked["need"].choices = [(code, label) for code, label in NEEDS.items() if code in met]
        asked["area"].choices = [("", _("Everywhere here")), *councils.items()]
        asked["language"].choices = [(code, PAGES_IN[code]) for code in languages]
        if not councils:
            del self.fields["area"]
        if len(languages) == 1:
            del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("postcode", "")
        found = find_place(typed) if typed else None
        if isinstance(found, NoPlace):
            self.add_error("postcode", found.message)
        elif found:
            cleaned["area"] = found.ward or found.local_authority
        return cleaned

    def asked(self) -> dict[str, list[str]]:
        """The parameters of the leaflet's address."""
        typed = self.cleaned_data
        return {
            "need": typed["need"],
            "area": [typed["area"]] if typed.get("area") else [],
            "large": ["1"] if typed["size"] == LARGE else [],
            "language": [typed["language"]] if typed.get("language") else [],
        }
