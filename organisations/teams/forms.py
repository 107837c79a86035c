"""What is asked about a team, and what of it goes where."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.directory.models import Service
from organisations.members.models import Membership, Team
from organisations.teams.actions import Split


class TeamForm(Form):
    name = fields.CharField(
        label=_("Name of the team"),
        missing=_("Enter the name of the team"),
        max_length=120,
        autocomplete="off",
    )
    phone = fields.PhoneField(
        label=_("Phone number of the team (optional)"), required=False, autocomplete="off"
    )
    email = fields.EmailField(
        label=_("Email address of the team (optional)"),
        required=False,
        max_length=254,
        autocomplete="off",
    )


class SplitForm(Form):
    name = fields.CharField(
        label=_("Name of the new team"),
        missing=_("Enter the name of the new team"),
        max_length=120,
        autocomplete="off",
    )
    services = fields.CheckboxesField(
        label=_("Services that go to the new team"),
        help_text=_("What is open of them goes along, with its letters."),
        choices=[],
        required=False,
    )
    people = fields.CheckboxesField(
        label=_("People who go to the new team"), choices=[], required=False
    )
    both = fields.CheckboxesField(
        label=_("People who work in both from now on"), choices=[], required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        services: Sequence[Service],
        people: Sequence[Membership],
    ) -> None:
        super().__init__(data)
        asked: dict[str, Any] = self.fields
        named = [(str(one.pk), one.name) for one in people]
        asked["services"].choices = [(str(one.pk), one.name) for one in services]
        asked["people"].choices = asked["both"].choices = named
        if not services:
            del self.fields["services"]

    def split(self) -> Split:
        typed = self.cleaned_data
        return Split(
            name=typed["name"],
            services=frozenset(UUID(key) for key in typed.get("services", [])),
            people=frozenset(UUID(key) for key in typed["people"]),
            both=frozenset(UUID(key) for key in typed["both"]),
        )


class MergeForm(Form):
    into = fields.RadiosField(
        label=_("Which team takes it in?"), choices=[], missing=_("Choose a team")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, teams: Sequence[Team]) -> None:
        super().__init__(data)
        asked: dict[str, Any] = self.fields
        asked["into"].choices = [(str(team.pk), team.name) for team in teams]

    def chosen(self) -> UUID:
        return UUID(self.cleaned_data["into"])


class EmptyForm(Form):
    """Asks nothing: it carries a refusal to the page."""
