"""Finding one's own services, and beginning a new one."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.directory.models import Service


class OwnServicesForm(Form):
    q = fields.CharField(
        label=_("Name of the service"), required=False, max_length=100, autocomplete="off"
    )
    status = fields.SelectField(
        label=_("State"), required=False, choices=[("", _("All")), *Service.Status.choices]
    )

    def asked(self) -> tuple[str, str]:
        if not self.is_valid():
            return "", ""
        return str(self.cleaned_data["q"]), str(self.cleaned_data["status"])


class NewServiceForm(Form):
    """`id` is made with the form, so that sending it twice makes one service."""

    id = fields.HiddenIdField(required=False, max_length=40)
    name = fields.CharField(
        label=_("Name of the service"),
        help_text=_("As people know it. You can change it later."),
        missing=_("Enter the name of the service"),
        max_length=120,
        autocomplete="off",
    )
    team = fields.SelectField(
        label=_("Which team runs it?"), choices=[], missing=_("Choose the team that runs it")
    )

    def __init__(self, *args: Any, teams: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(teams) > 1:
            vars(self)["fields"]["team"].choices = [("", _("Choose")), *teams]
        else:
            del self.fields["team"]

    def team_id(self) -> UUID | None:
        """None where there is one team only, and nothing was asked."""
        return UUID(self.cleaned_data["team"]) if "team" in self.fields else None
