"""Changing what somebody is called, where they work and what they look after."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Organisation
from organisations.people.changing import Changed
from organisations.roles.rules import RoleName


class ChangeForm(Form):
    """Only what the person who changes it may give and take is there."""

    name = fields.CharField(
        label=gettext_lazy("Their name"),
        missing=gettext_lazy("Enter their name"),
        max_length=120,
        autocomplete="off",
        spellcheck=False,
    )
    phone = fields.PhoneField(
        label=gettext_lazy("Their direct phone number (optional)"),
        required=False,
        autocomplete="off",
    )
    teams = fields.CheckboxesField(
        label=gettext_lazy("Teams they work in"),
        help_text=gettext_lazy("They can read every referral of these teams, and answer it."),
        choices=[],
        required=False,
    )
    manages = fields.CheckboxesField(
        label=gettext_lazy("Organisations they manage"),
        help_text=gettext_lazy("They can invite people and pause services."),
        choices=[],
        required=False,
    )
    network_roles = fields.CheckboxesField(
        label=gettext_lazy("Roles in the whole network"),
        choices=[
            (RoleName.COORDINATOR, RoleName.COORDINATOR.label),
            (RoleName.ANALYST, RoleName.ANALYST.label),
        ],
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        organisations: Sequence[Organisation],
        for_network: bool,
        with_details: bool,
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        asked: dict[str, Any] = self.fields
        asked["teams"].choices = [
            (str(team.pk), team.name) for one in organisations for team in one.teams.all()
        ]
        asked["manages"].choices = [(str(one.pk), one.name) for one in organisations]
        shown = {
            "name": with_details,
            "phone": with_details,
            "teams": asked["teams"].choices,
            "manages": organisations,
            "network_roles": for_network,
        }
        for name, wanted in shown.items():
            if not wanted:
                del self.fields[name]

    def changed(self) -> Changed:
        typed = self.cleaned_data
        return Changed(
            name=typed.get("name"),
            phone=typed.get("phone", ""),
            teams=frozenset(UUID(key) for key in typed.get("teams", [])),
            manages=frozenset(UUID(key) for key in typed.get("manages", [])),
            network_roles=frozenset(RoleName(key) for key in typed.get("network_roles", [])),
        )

    def carried(self) -> list[tuple[str, str]]:
        """What was typed, to go along with the second step."""
        posted: Any = self.data
        return [(name, value) for name in self.fields for value in posted.getlist(name)]
