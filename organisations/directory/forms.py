"""How services are found: by words, needs, place, and a little about the person."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.matching.rules import Facts
from organisations.needs.rules import CRISIS, UNDERLYING

_UNSAID: Final = ("", _("Not said"))
_YES_OR_NO: Final = [_UNSAID, ("yes", _("Yes")), ("no", _("No"))]
_SAID: Final = {"yes": True, "no": False}
# The youngest and the oldest of each band: an address of a page never holds somebody's age.
_AGES: Final[dict[str, tuple[int, int]]] = {
    "under_18": (0, 17),
    "18_24": (18, 24),
    "25_64": (25, 64),
    "65_over": (65, 120),
}


def _as_asked_elsewhere(data: QueryDict) -> QueryDict:
    """The public pages and the API say `need` for all needs, and `postcode`: so may a link here."""
    asked = data.copy()
    needs = asked.getlist("need")
    asked.setlist("need", [code for code in needs if code not in UNDERLYING])
    asked.setlist(
        "behind", [*asked.getlist("behind"), *(code for code in needs if code in UNDERLYING)]
    )
    asked["near"] = asked.get("near") or asked.get("postcode", "")
    return asked


class FindForm(Form):
    """A GET form: its address can be kept, and must not say who somebody is."""

    q = fields.CharField(
        label=_("Name or what they do, in your own words"),
        help_text=_("For example, leccy or nappies"),
        required=False,
        max_length=100,
        autocomplete="off",
    )
    near = fields.CharField(
        label=_("Postcode"),
        help_text=_("To see who covers it, and how far away they are"),
        required=False,
        max_length=20,
        autocomplete="off",
        classes="govuk-input--width-10",
    )
    area = fields.SelectField(label=_("Or an area by name"), choices=[], required=False)
    need = fields.CheckboxesField(
        label=_("Needed now"),
        choices=list(CRISIS.items()),
        required=False,
        classes="govuk-checkboxes--small",
    )
    behind = fields.CheckboxesField(
        label=_("Behind it"),
        choices=list(UNDERLYING.items()),
        required=False,
        classes="govuk-checkboxes--small",
    )
    open = fields.TickField(label=_("Only those that can take referrals now"), required=False)
    age = fields.SelectField(
        label=_("Age"),
        choices=[
            _UNSAID,
            ("under_18", _("Under 18")),
            ("18_24", _("18 to 24")),
            ("25_64", _("25 to 64")),
            ("65_over", _("65 or over")),
        ],
        required=False,
    )
    nrpf = fields.SelectField(
        label=_("Do they have no recourse to public funds?"), choices=_YES_OR_NO, required=False
    )
    children = fields.SelectField(
        label=_("Are there children in the household?"), choices=_YES_OR_NO, required=False
    )

    def __init__(self, data: QueryDict, *, areas: Sequence[tuple[str, str]]) -> None:
        super().__init__(_as_asked_elsewhere(data))
        area: Any = self.fields["area"]
        area.choices = [("", _("Anywhere")), *areas]

    def said(self, name: str) -> Any:
        """Nothing for an answer that makes no sense: the form says so. The others count."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def needs(self) -> list[str]:
        return [*self.said("need"), *self.said("behind")]

    def facts(self) -> Facts:
        youngest, oldest = _AGES.get(self.said("age"), (None, None))
        return Facts(
            age=youngest,
            oldest=oldest,
            nrpf=_SAID.get(self.said("nrpf")),
            with_children=_SAID.get(self.said("children")),
        )
