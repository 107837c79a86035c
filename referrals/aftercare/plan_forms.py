"""What is asked before a plan is changed, ended or given away."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.members.models import Team
from referrals.aftercare.rules import EndedHow


class Ending(TextChoices):
    ENOUGH = EndedHow.ENOUGH.value, _("They and we agree that it is enough")
    SAID_NO = EndedHow.SAID_NO.value, _("They do not want to be asked")
    STOPPED = EndedHow.STOPPED.value, _("We end it for another reason")
    TO_DESK = "to_desk", _("We cannot go on. The desk finds somebody who can")


class WeeksForm(Form):
    weeks = fields.CharField(
        label=_("How many weeks after they were helped?"),
        help_text=_("For example: 2, 6, 12"),
        missing=_("Enter one or more numbers of weeks"),
        classes="govuk-input--width-10",
        autocomplete="off",
        max_length=60,
    )

    def clean_weeks(self) -> list[int]:
        parts = self.cleaned_data["weeks"].replace(",", " ").split()
        if not all(part.isdecimal() for part in parts):
            raise ValidationError(_("Enter numbers of weeks, like 2, 6, 12"))
        return [int(part) for part in parts]


class EndForm(Form):
    how = fields.RadiosField(
        label=_("Why?"), choices=Ending.choices, missing=_("Choose why"), size="m"
    )

    def __init__(self, *args: Any, running: bool, to_desk: bool, **kwargs: Any) -> None:
        """What has not begun has nothing to end yet: then they can only say no."""
        super().__init__(*args, **kwargs)
        left_out = set() if to_desk else {Ending.TO_DESK}
        if not running:
            left_out = set(Ending) - {Ending.SAID_NO}
        choices = [choice for choice in Ending.choices if choice[0] not in left_out]
        self.fields["how"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class GiveForm(Form):
    team = fields.RadiosField(
        label=_("Which team goes on?"),
        help_text=_("These teams may read the person’s story already."),
        missing=_("Choose a team"),
        size="m",
    )

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(team.pk), f"{team.name}, {team.organisation.name}") for team in teams]
        self.fields["team"].choices = names  # type: ignore[attr-defined]  # a ChoiceField
