"""What a page about a referral asks."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.referrals.rules import LATER, DeclineReason, Way

Choices = Sequence[tuple[str, Any]]
# Given to nobody in person.
TEAM: Final = ("team", _("Whoever in the team is free"))
OTHER: Final = "other"


def _in_days(days: int) -> str:
    return ngettext("In %(n)d working day", "In %(n)d working days", days) % {"n": days}


# When it is shown, in the reader's language.
_days_in_words = lazy(_in_days, str)


class AcceptForm(Form):
    assigned_to = fields.SelectField(label=_("Who will contact the person?"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *people,
            TEAM,
        ]

    def clean(self) -> dict[str, Any]:
        """Nothing sent is whoever accepts; the team is a choice of its own."""
        said: dict[str, Any] = super().clean() or {}
        chosen = said.get("assigned_to", "")
        for_team = chosen == TEAM[0]
        return {"assigned_to": None if for_team else _id_in(chosen), "for_team": for_team}


class RefusalForm(Form):
    reason = fields.RadiosField(
        label=_("Why can you not take it?"),
        choices=DeclineReason.choices,
        missing=_("Choose why you cannot take this referral"),
    )
    note = fields.TextareaField(
        label=_("What should they know? (optional)"),
        help_text=_("Only the team that sent it will read this."),
        required=False,
        max_length=2000,
        rows=3,
    )


class DeclineForm(RefusalForm):
    suggested_service = fields.SelectField(
        label=_("Who could help instead? (optional)"),
        help_text=_("Services that meet the same needs come first."),
        required=False,
    )

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["suggested_service"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("I do not know")),
            *services,
        ]

    def clean_suggested_service(self) -> UUID | None:
        return _id_in(self.cleaned_data["suggested_service"])


class WithdrawForm(Form):
    reason = fields.TextareaField(
        label=_("Why do you take it back? (optional)"),
        help_text=_("Your own team keeps this. The other team no longer sees it."),
        required=False,
        max_length=2000,
        rows=3,
    )


class QuestionForm(Form):
    question = fields.TextareaField(
        label=_("What do you need to know?"),
        help_text=_("Only the team that sent it will read this."),
        missing=_("Write what you need to know"),
        max_length=2000,
        rows=4,
    )


class AnswerForm(Form):
    text = fields.TextareaField(
        label=_("Your answer"),
        help_text=_("Only the team that asked will read this."),
        missing=_("Write your answer"),
        max_length=2000,
        rows=6,
    )


class ContactForm(Form):
    way = fields.RadiosField(
        label=_("How did you try to reach them?"),
        choices=Way.choices,
        initial=Way.PHONE.value,
        classes="govuk-radios--small govuk-radios--inline",
        missing=_("Choose how you tried to reach them"),
    )
    note = fields.TextareaField(
        label=_("Note for both teams (optional)"), required=False, max_length=2000, rows=2
    )
    contact_id = fields.HiddenIdField(required=False)


class AssignForm(Form):
    assigned_to = fields.SelectField(label=_("Who takes care of it?"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *people,
            TEAM,
        ]

    def clean_assigned_to(self) -> UUID | None:
        return _id_in(self.cleaned_data["assigned_to"])


class ReopenForm(Form):
    reason = fields.TextareaField(
        label=_("Why do you open it again?"),
        help_text=_("Both teams can read this."),
        missing=_("Say why you open it again"),
        max_length=2000,
        rows=3,
    )


class ForwardForm(Form):
    """The best few as choices; any other in a list behind the last choice."""

    service = fields.RadiosField(
        label=_("Which service should it go to?"),
        missing=_("Choose a service"),
        reveals={OTHER: "another"},
    )
    another = fields.SelectField(
        label=_("Another service"),
        help_text=_("Services that meet the same needs come first."),
        required=False,
    )
    note = fields.TextareaField(
        label=_("What should they know? (optional)"),
        help_text=_("The new team reads this, and the team that sent it to you."),
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, *args: Any, best: Choices, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            *best,
            (OTHER, _("Another service")),
        ]
        self.fields["another"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Choose a service")),
            *services,
        ]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        chosen, another = said.get("service"), said.pop("another", "")
        if chosen == OTHER and not another:
            self.add_error("another", _("Choose a service"))
        elif chosen:
            said["service"] = UUID(another if chosen == OTHER else chosen)
        return said


class LaterForm(Form):
    days = fields.RadiosField(
        label=_("When will you try again?"),
        choices=[(str(days), _days_in_words(days)) for days in LATER],
        classes="govuk-radios--small govuk-radios--inline",
        missing=_("Choose when you will try again"),
    )

    def clean_days(self) -> int:
        return int(self.cleaned_data["days"])


def fresh_contact() -> ContactForm:
    """With an id of its own: the same form sent twice logs one call."""
    return ContactForm(initial={"contact_id": str(new_id()), "way": Way.PHONE.value})


def _id_in(chosen: str) -> UUID | None:
    return UUID(chosen) if chosen and chosen != TEAM[0] else None
