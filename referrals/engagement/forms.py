"""Which members, and what was said on the telephone."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.pipeline.rules import Liveliness
from organisations.members.models import Sector
from referrals.engagement.listing import ORDERS, Step, Wanted


class MembersForm(Form):
    """A name that is typed here is an organisation's: it may stand in the address."""

    q = fields.CharField(label=gettext_lazy("Name"), required=False, max_length=100)
    sector = fields.SelectField(label=gettext_lazy("Kind of organisation"), required=False)
    state = fields.SelectField(label=gettext_lazy("Active or quiet"), required=False)
    without = fields.SelectField(label=gettext_lazy("What is missing"), required=False)
    order = fields.SelectField(label=gettext_lazy("Order"), choices=ORDERS, required=False)
    way = fields.SelectField(label=gettext_lazy("Which way"), required=False)
    by = fields.SelectField(label=gettext_lazy("A line for each"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        asked: dict[str, Any] = self.fields
        asked["sector"].choices = [("", _("All kinds")), *Sector.choices]
        asked["state"].choices = [("", _("All")), *Liveliness.choices]
        asked["without"].choices = [("", _("All")), *Step.choices]
        asked["way"].choices = [("", _("First to last")), ("back", _("Last to first"))]
        asked["by"].choices = [("", _("Organisation")), ("team", _("Team"))]

    @property
    def said(self) -> dict[str, Any]:
        """What makes no sense is told on the form, and not asked."""
        return self.cleaned_data if self.is_valid() else {}

    @property
    def wanted(self) -> Wanted:
        said = self.said
        return Wanted(
            text=said.get("q", "").strip(),
            sector=said.get("sector", ""),
            state=said.get("state", ""),
            without=said.get("without", ""),
            order=said.get("order", ""),
            backwards=said.get("way") == "back",
        )


class CalledForm(Form):
    about = fields.TextareaField(
        label=gettext_lazy("What did they say?"),
        help_text=gettext_lazy("Write nothing here about people who are helped."),
        max_length=4000,
        rows=3,
        missing=gettext_lazy("Enter what they said"),
    )
    person_name = fields.CharField(
        label=gettext_lazy("Whom did you speak to? (optional)"),
        required=False,
        max_length=120,
        autocomplete="off",
    )
    again = fields.SelectField(
        label=gettext_lazy("Come back to it"),
        choices=[
            ("", gettext_lazy("No need")),
            ("7", gettext_lazy("In a week")),
            ("14", gettext_lazy("In 2 weeks")),
            ("28", gettext_lazy("In 4 weeks")),
        ],
        required=False,
    )
    note_id = fields.HiddenIdField(required=False)
