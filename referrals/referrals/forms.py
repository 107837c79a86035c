"""What a page about a referral asks."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.referrals.rules import DeclineReason, Outcome, Way

Choices = Sequence[tuple[str, Any]]


class AcceptForm(Form):
    assigned_to = fields.SelectField(label=_("Who will contact the person?"), required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assigned_to"].choices = people  # type: ignore[attr-defined]  # a ChoiceField

    def clean_assigned_to(self) -> UUID | None:
        return _id_in(self.cleaned_data["assigned_to"])


class DeclineForm(Form):
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


class CloseForm(Form):
    outcome = fields.RadiosField(
        label=_("What came of it?"),
        choices=Outcome.choices,
        missing=_("Choose what came of it"),
    )
    note = fields.TextareaField(
        label=_("What should the other team know? (optional)"),
        required=False,
        max_length=2000,
        rows=3,
    )


def fresh_contact() -> ContactForm:
    """With an id of its own: the same form sent twice logs one call."""
    return ContactForm(initial={"contact_id": str(new_id()), "way": Way.PHONE.value})


def _id_in(chosen: str) -> UUID | None:
    return UUID(chosen) if chosen else None
