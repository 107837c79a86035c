"""Who may come to a service."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.languages import OFFERED, language_choices
from organisations.directory.actions import ServiceDetails, WhoFor
from organisations.directory.keeping.forms.fields import SMALL, NumberField, YesNoField
from organisations.directory.keeping.forms.rows import RowsForm
from organisations.directory.rules import Gender, Immigration, Tenure

_OLDEST: Final = 120


class WhoForForm(RowsForm):
    """Who may come. What is not said here counts as unknown, never as no."""

    minimum_age = NumberField(
        label=_("Youngest age"), required=False, min_value=0, max_value=_OLDEST
    )
    maximum_age = NumberField(label=_("Oldest age"), required=False, min_value=0, max_value=_OLDEST)
    takes_nrpf = YesNoField(
        label=_("Do you take people with no recourse to public funds?"),
        yes=_("Yes, we take them"),
        no=_("No, we cannot take them"),
        missing=_("Say whether you take people with no recourse to public funds"),
    )
    only_with_children = YesNoField(
        label=_("Is it only for households with children?"),
        yes=_("Yes, only for households with children"),
        no=_("No, it is for anyone"),
        missing=_("Say whether it is only for households with children"),
    )
    on_benefits_only = YesNoField(
        label=_("Is it only for people who get benefits?"),
        yes=_("Yes, only for people who get benefits"),
        no=_("No, they need not get benefits"),
        missing=_("Say whether it is only for people who get benefits"),
    )
    genders = fields.CheckboxesField(
        label=_("Only for"), help_text=_("Leave all empty if it is for everybody."),
        choices=Gender.choices, required=False, classes=SMALL,
    )  # fmt: skip
    tenures = fields.CheckboxesField(
        label=_("Only for people who live like this"),
        help_text=_("Leave all empty if it does not matter."),
        choices=Tenure.choices, required=False, classes=SMALL,
    )  # fmt: skip
    immigration = fields.CheckboxesField(
        label=_("Only for people with this immigration status"),
        help_text=_("Leave all empty if it does not matter."),
        choices=Immigration.choices, required=False, classes=SMALL,
    )  # fmt: skip
    notes = fields.TextareaField(
        label=_("Anything else about who it is for"), required=False, max_length=2000, rows=3
    )
    languages = fields.CheckboxesField(
        label=_("Languages your people speak"), choices=[], required=False,
        classes=f"{SMALL} ccs-columns",
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None = None, *, details: ServiceDetails) -> None:
        kept = details.eligibility._asdict()
        super().__init__(data, initial={**kept, "languages": list(details.languages)})
        asked: dict[str, Any] = self.fields
        others = [code for code in details.languages if code not in OFFERED]
        asked["languages"].choices = language_choices(others)
        for name, kind in (("genders", Gender), ("tenures", Tenure), ("immigration", Immigration)):
            # What an import called otherwise is kept until somebody unticks it.
            strange = [(one, one) for one in kept[name] if one not in kind.values]
            asked[name].choices = [*kind.choices, *strange]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if low is not None and high is not None and low > high:
            self.add_error("maximum_age", _("The oldest age must not be below the youngest"))
        return cleaned

    def merged(self, details: ServiceDetails) -> ServiceDetails:
        typed = self.cleaned_data
        said: dict[str, Any] = {name: typed[name] for name in WhoFor._fields}
        for name in ("genders", "tenures", "immigration"):
            said[name] = tuple(said[name])
        return replace(details, eligibility=WhoFor(**said), languages=typed["languages"])
