"""What somebody looking for help says: what they need, and where they live."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form


class FindHelpForm(Form):
    """A GET form. Nothing in it is needed, and nothing in it says who somebody is."""

    q = fields.CharField(
        label=_("What do you need help with?"),
        help_text=_("For example food, rent arrears or somewhere to sleep"),
        required=False,
        max_length=100,
        autocomplete="off",
    )
    postcode = fields.CharField(
        label=_("Your postcode"),
        help_text=_("For example E1 4NS"),
        required=False,
        max_length=60,
        classes="govuk-input--width-10",
        autocomplete="off",
    )
    area = fields.SelectField(label=_("Or where you live"), required=False)

    def __init__(self, data: Mapping[str, str], *, councils: Mapping[str, str]) -> None:
        super().__init__(data)
        self.fields["area"].choices = [("", _("Anywhere here")), *councils.items()]  # type: ignore[attr-defined]  # a SelectField
        if not councils:
            del self.fields["area"]

    def said(self, name: str) -> str:
        """Nothing while an answer makes no sense: the form says so."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""
