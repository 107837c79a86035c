"""Changing what somebody is called, where they work and what they look after."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from organisations.members.forms import PersonForm
from organisations.members.models import Organisation
from organisations.people.changing import Changed
from organisations.roles.rules import RoleName


class ChangeForm(PersonForm):
    """Only what the person who changes it may give and take is there."""

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
