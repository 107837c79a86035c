"""How services are found: by words, by what is needed, by whether they can take somebody now."""

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.needs.rules import CRISIS, UNDERLYING


class FindForm(Form):
    """A GET form: its address can be kept and sent to a colleague."""

    q = fields.CharField(
        label=_("Name, place or what they do"), required=False, max_length=100, autocomplete="off"
    )
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

    def needs(self) -> list[str]:
        """Nothing while an answer makes no sense: the form says so."""
        asked = self.cleaned_data if self.is_valid() else {}
        return [*asked.get("need", []), *asked.get("behind", [])]

    def text(self) -> str:
        return str(self.cleaned_data["q"]) if self.is_valid() else ""

    def only_open(self) -> bool:
        return bool(self.is_valid() and self.cleaned_data["open"])
