"""Who it is for, and how to reach them without putting them at risk."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui.languages import language_choices
from organisations.members.models import Team
from referrals.assessments.forms import household
from referrals.assessments.forms.person import PersonForm
from referrals.assessments.rules import Person, Relative, Told
from referrals.clients.rules import kept_postcode, lacking

# Asked of few people: behind "More about them" unless there is something in it.
MORE = ("address", "trusted_person", "access_needs")
WITHOUT = {
    "phone": gettext_lazy("Enter a phone number, or untick the ways that need one"),
    "email": gettext_lazy("Enter an email address, or untick “Email”"),
    "address": gettext_lazy("Enter an address, or untick “Letter”"),
}


class WhoForm(PersonForm):
    """`told` is what is known already, on coming back. A team is asked only of who has several."""

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
        self.known = told.client if told else None
        super().__init__(data, initial={**(initial or {}), **_initial(told)})
        household.add_rows(self, count=self.count, people=people)
        spoken = self.known.languages if self.known else ()
        asked: dict[str, Any] = self.fields
        asked["language"].choices = [("", _("Choose")), *language_choices(spoken)]
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
        return any(row.known for row in self.household_rows) or self._wrong("person")

    @property
    def shows_more(self) -> bool:
        return any(self[name].value() for name in MORE) or self._wrong(*MORE)

    def asks_for_a_row(self) -> bool:
        """The button that adds rows: nothing is checked, nothing is lost."""
        return "add" in self.data

    def clean_postcode(self) -> str:
        typed = self.cleaned_data["postcode"]
        kept = kept_postcode(typed) if typed else ""
        if kept is None:
            raise ValidationError(_("Enter a postcode, like NR2 1NH, or its first half"))
        return kept

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        household.check_rows(self, count=self.count)
        ways = cleaned.get("safe_to") or []
        known = [name for name in WITHOUT if cleaned.get(name) or name in self.errors]
        for detail in lacking(ways, known=known):
            self.add_error(detail, WITHOUT[detail])
        if not ways and not cleaned.get("trusted_person") and not cleaned.get("contact_notes"):
            self.add_error("safe_to", _("Tick a safe way to reach them, or say who to go through"))
        return cleaned

    def team_id(self, teams: Sequence[Team]) -> UUID:
        return UUID(self.cleaned_data["team"]) if "team" in self.fields else teams[0].pk

    def person(self) -> Person:
        """As typed; further languages that another form recorded are kept."""
        typed = {
            name: self.cleaned_data[name] for name in asdict(Person("")) if name in self.fields
        }
        first = self.cleaned_data["language"]
        others = self.known.languages[1:] if self.known else ()
        spoken = tuple(dict.fromkeys([*filter(None, [first]), *others]))
        return Person(**{**typed, "safe_to": tuple(typed["safe_to"]), "languages": spoken})

    def household(self) -> list[tuple[int | None, Relative]]:
        return household.household_in(self, count=self.count)

    def _wrong(self, *starts: str) -> bool:
        return any(name.startswith(starts) for name in self.errors)


def _initial(told: Told | None) -> dict[str, Any]:
    if told is None:
        return {}
    known = asdict(told.client)
    return {**known, "language": next(iter(told.client.languages), "")}
