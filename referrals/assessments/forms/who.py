"""Who it is for, with whom they live, and for which team it is written down."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from organisations.members.models import Team
from referrals.assessments.forms import household
from referrals.assessments.forms.person import PersonForm
from referrals.assessments.rules import Relative, Told


class WhoForm(PersonForm):
    """`told` is what is known already, on coming back. A team is asked only of who has several."""

    field_order = ("id", "service", "team")

    id = fields.HiddenIdField(required=False)
    service = fields.HiddenField(required=False, max_length=40)
    # What was answered to "Is it one of these people?": nobody, a person, or who lives with one.
    recognised = fields.HiddenField(required=False, max_length=50)
    team = fields.RadiosField(
        label=_("Which team are you referring for?"),
        missing=_("Choose your team"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        teams: Sequence[Team],
        told: Told | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        people: tuple[Relative, ...] = told.household if told else ()
        self.count = household.row_count(data, people=len(people))
        super().__init__(data, known=told.client if told else None, initial=initial)
        household.add_rows(self, count=self.count, people=people)
        asked: dict[str, Any] = self.fields
        if len(teams) > 1:
            asked["team"].choices = [(str(team.pk), team.name) for team in teams]
        else:
            del self.fields["team"]

    @property
    def household_rows(self) -> list[household.Row]:
        return household.rows_of(self, count=self.count)

    @property
    def shows_household(self) -> bool:
        """Open from the start when there is somebody in it, or a mistake to mend."""
        return any(row.known for row in self.household_rows) or self.wrong("person")

    def asks_for_a_row(self) -> bool:
        """The button that adds rows: nothing is checked, nothing is lost."""
        return "add" in self.data

    def goes_back(self) -> bool:
        """From the question who it is, to change what was typed."""
        return "change" in self.data

    def clean(self) -> dict[str, Any]:
        household.check_rows(self, count=self.count)
        return super().clean()

    def team_id(self, teams: Sequence[Team]) -> UUID:
        return UUID(self.cleaned_data["team"]) if "team" in self.fields else teams[0].pk

    def household(self) -> list[tuple[int | None, Relative]]:
        return household.household_in(self, count=self.count)
