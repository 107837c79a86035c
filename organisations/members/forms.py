"""Inviting people, finding organisations, and one's own details."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.context import PAGES_IN
from ccs.ui.forms import Form
from organisations.members.actions import Away, Invited
from organisations.members.models import Organisation, RemindBy
from organisations.roles.rules import RoleName


class SearchForm(Form):
    q = fields.CharField(
        label=gettext_lazy("Name of the organisation"),
        required=False,
        max_length=100,
        autocomplete="off",
    )


class OrganisationForm(Form):
    """Whose people to show, or to which organisation to invite."""

    organisation = fields.SelectField(
        label=gettext_lazy("Organisation"), choices=[], required=False
    )

    def __init__(
        self, data: Mapping[str, Any], *, choices: Sequence[tuple[UUID, str]], nothing: str
    ) -> None:
        super().__init__(data)
        asked: dict[str, Any] = self.fields
        asked["organisation"].choices = [("", nothing), *((str(k), name) for k, name in choices)]

    def chosen(self) -> UUID | None:
        """None for all, and for what is not on the list."""
        key = self.cleaned_data["organisation"] if self.is_valid() else ""
        return UUID(key) if key else None


class PersonForm(Form):
    """What is said of somebody who works here, and what they may do: to be narrowed."""

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
        hints={
            RoleName.COORDINATOR: gettext_lazy("Runs the desk and invites organisations."),
            RoleName.ANALYST: gettext_lazy("Reads reports, and nothing about any person."),
        },
        required=False,
    )


class InviteForm(PersonForm):
    """Only the teams and roles that the inviting person may give are there to tick."""

    field_order = ["email", "name", "phone", "language", "teams", "manages", "network_roles"]

    email = fields.EmailField(
        label=gettext_lazy("Their work email address"),
        help_text=gettext_lazy("They sign in with it, so it must be theirs alone."),
        missing=gettext_lazy("Enter their email address"),
        max_length=254,
        autocomplete="off",
    )
    language = fields.RadiosField(
        label=gettext_lazy("Language of their emails"), choices=[], required=False
    )
    invitation_id = fields.HiddenIdField(required=False, initial=new_id)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        organisations: Sequence[Organisation],
        for_network: bool,
        languages: Sequence[str],
    ) -> None:
        super().__init__(data, initial={"language": languages[0]})
        asked: dict[str, Any] = self.fields
        asked["teams"].choices = [
            (str(team.pk), team.name) for one in organisations for team in one.teams.all()
        ]
        asked["manages"].choices = [(str(one.pk), one.name) for one in organisations]
        asked["language"].choices = [(code, PAGES_IN.get(code, code)) for code in languages]
        shown = {"network_roles": for_network, "teams": organisations, "manages": organisations}
        for name, wanted in {**shown, "language": len(languages) > 1}.items():
            if not wanted:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kinds = [name for name in ("teams", "manages", "network_roles") if name in self.fields]
        if not any(cleaned.get(name) or name in self.errors for name in kinds):
            self.add_error(kinds[0], _("Choose at least one team or role"))
        return cleaned

    def invited(self) -> Invited:
        typed = self.cleaned_data
        return Invited(
            email=typed["email"],
            name=typed["name"],
            phone=typed["phone"],
            language=typed.get("language") or self.initial["language"],
            teams=tuple(UUID(key) for key in typed.get("teams", [])),
            manages=tuple(UUID(key) for key in typed.get("manages", [])),
            network_roles=tuple(RoleName(key) for key in typed.get("network_roles", [])),
            invitation_id=typed["invitation_id"],
        )


class ProfileForm(Form):
    name = fields.CharField(
        label=gettext_lazy("Your name"),
        help_text=gettext_lazy("Shown to the teams you work with on a referral."),
        missing=gettext_lazy("Enter your name"),
        max_length=120,
        autocomplete="name",
        spellcheck=False,
    )
    phone = fields.PhoneField(
        label=gettext_lazy("Your direct phone number (optional)"),
        help_text=gettext_lazy("The other team of a referral sees it, so that they can call you."),
        required=False,
    )
    language = fields.RadiosField(
        label=gettext_lazy("Language of your pages and emails"), choices=[]
    )

    reminders = fields.RadiosField(
        label=gettext_lazy("How do we remind you of referrals that wait?"),
        help_text=gettext_lazy(
            "New referrals and answers always come by email. Reminders come only in working hours."
        ),
        choices=RemindBy.choices,
        missing=gettext_lazy("Choose how we remind you"),
    )
    away_from = fields.DateField(
        label=gettext_lazy("First day you are away (optional)"),
        name=gettext_lazy("The first day you are away"),
        required=False,
    )
    away_until = fields.DateField(
        label=gettext_lazy("Last day you are away (optional)"),
        name=gettext_lazy("The last day you are away"),
        tense="future",
        required=False,
    )
    stand_in = fields.SelectField(
        label=gettext_lazy("Who gets your reminders meanwhile?"), choices=[], required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        languages: Sequence[str],
        colleagues: Sequence[tuple[UUID, str]],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        asked: dict[str, Any] = self.fields
        asked["language"].choices = [(code, PAGES_IN.get(code, code)) for code in languages]
        asked["stand_in"].choices = [
            ("", _("Nobody")),
            *((str(key), name) for key, name in colleagues),
        ]
        if len(languages) == 1:
            del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        """An absence is said whole: two days, in order, and who stands in."""
        cleaned = super().clean() or self.cleaned_data
        needed = {
            "away_from": _("Enter the first day you are away"),
            "away_until": _("Enter the last day you are away"),
            "stand_in": _("Choose who gets your reminders while you are away"),
        }
        if any(cleaned.get(name) or name in self.errors for name in needed):
            for name, missing in needed.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def away(self) -> Away | None:
        typed = self.cleaned_data
        if not typed.get("stand_in"):
            return None
        return Away(
            first_day=typed["away_from"],
            last_day=typed["away_until"],
            stand_in=UUID(typed["stand_in"]),
        )


class RemoveForm(Form):
    """Asks nothing: it carries a refusal to the page."""
