"""Whose details to give: services of the network, helplines, and what somebody types."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Team
from organisations.needs.rules import NEEDS
from organisations.signposting.helplines import Helpline

SEARCH = "search"


class SignpostForm(Form):
    """`needs` and `back` come from the page before."""

    given = fields.HiddenIdField(required=False)
    back = fields.HiddenField(required=False, max_length=300)
    q = fields.CharField(
        label=_("Search by name or by what they do"), required=False, max_length=100
    )
    services = fields.CheckboxesField(
        label=_("Services near"),
        choices=[],
        required=False,
        error_messages={"invalid_choice": _("The details of a service you chose cannot be given.")},
    )
    helplines = fields.CheckboxesField(
        label=_("Helplines for the whole country"), choices=[], required=False
    )
    elsewhere = fields.CharField(
        label=_("Somewhere else"),
        help_text=_("A name, and a phone number or address. Write nothing about the person."),
        required=False,
        max_length=200,
        autocomplete="off",
    )
    team = fields.RadiosField(
        label=_("Which of your teams gives them?"), missing=_("Choose your team")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        offered: Iterable[UUID],
        helplines: Sequence[Helpline],
        teams: Sequence[Team],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        asked: dict[str, Any] = self.fields
        asked["services"].choices = [(str(one), str(one)) for one in offered]
        asked["helplines"].choices = [(line.code, line.kept) for line in helplines]
        asked["helplines"].hints = {line.code: line.about for line in helplines}
        if len(teams) > 1:
            asked["team"].choices = [(str(team.pk), team.name) for team in teams]
            asked["team"].required = not self.searches()
        else:
            del self.fields["team"]

    def searches(self) -> bool:
        return SEARCH in self.data


def needs_in(data: QueryDict) -> list[str]:
    """The needs that an address or a form names; what is none is left out."""
    return [need for need in NEEDS if need in data.getlist("need")]


def ids_in(data: QueryDict, name: str) -> list[UUID]:
    found = []
    for text in data.getlist(name):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
