from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.lead.actions import Proposal

Choices = Sequence[tuple[UUID, str]]


class ProposeForm(Form):
    """`gets` are people of the organisation that was chosen, `loses` those who coordinate now."""

    takes_effect_on = fields.DateField(
        label=_("From which day?"),
        help_text=_("Today or later, at most a year ahead."),
        name=_("The day"),
        tense="future",
        missing=_("Enter the day from which they lead"),
    )
    reason = fields.TextareaField(
        label=_("Why is the lead to change?"),
        help_text=_("Everybody in the network can read this later. Name no person."),
        missing=_("Say why the lead is to change"),
        max_length=1000,
        counted=True,
        rows=4,
    )
    gets = fields.CheckboxesField(label=_("Who becomes a coordinator?"), choices=[], required=False)
    loses = fields.CheckboxesField(
        label=_("Who stops being a coordinator?"),
        help_text=_("They keep their other roles."),
        choices=[],
        required=False,
    )
    desk_name = fields.CharField(
        label=_("Name of the desk"),
        help_text=_("The desk stays the same team. Only its name changes."),
        max_length=120,
        missing=_("Enter the name of the desk"),
        autocomplete="off",
    )
    helpline_phone = fields.PhoneField(
        label=_("Helpline: new phone number (optional)"), required=False, autocomplete="off"
    )
    helpline_email = fields.EmailField(
        label=_("Helpline: new email address (optional)"), required=False, autocomplete="off"
    )
    helpline_hours = fields.CharField(
        label=_("Helpline: new hours (optional)"),
        required=False,
        max_length=120,
        autocomplete="off",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        people: Choices,
        coordinators: Choices,
        desk_name: str,
    ) -> None:
        super().__init__(data, initial={"desk_name": desk_name})
        asked: dict[str, Any] = self.fields
        for name, choices in (("gets", people), ("loses", coordinators)):
            asked[name].choices = [(str(key), label) for key, label in choices]
            if not choices:
                del asked[name]

    def proposal(self, organisation_id: UUID) -> Proposal:
        typed = self.cleaned_data
        return Proposal(
            organisation_id=organisation_id,
            takes_effect_on=typed["takes_effect_on"],
            reason=typed["reason"],
            gets=tuple(UUID(one) for one in typed.get("gets", ())),
            loses=tuple(UUID(one) for one in typed.get("loses", ())),
            desk_name=typed["desk_name"],
            helpline_phone=typed["helpline_phone"],
            helpline_email=typed["helpline_email"],
            helpline_hours=typed["helpline_hours"],
        )


class AnswerForm(Form):
    answer = fields.RadiosField(
        label=_("Will your organisation lead?"),
        choices=[("yes", _("Yes, we will lead")), ("no", _("No"))],
        missing=_("Choose yes or no"),
        reveals={"no": "reason"},
    )
    reason = fields.TextareaField(
        label=_("Why not?"), required=False, max_length=500, counted=True, rows=3
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "no" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why not"))
        return cleaned


class TakeBackForm(Form):
    reason = fields.TextareaField(
        label=_("Why? (optional)"), required=False, max_length=500, counted=True, rows=3
    )
