"""Which stage, and the five features of coordination."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.stages.actions import Judged
from organisations.engagement.stages.rules import CRITERIA, LEVELS, STAGES


class StageForm(Form):
    stage = fields.RadiosField(
        label=_("Which stage has the network reached?"),
        choices=[(one.code, one.name) for one in STAGES],
        hints={one.code: one.about for one in STAGES},
        missing=_("Choose a stage"),
    )
    since = fields.DateField(label=_("Since when?"), name=_("The day"), tense="past")
    said_by = fields.CharField(
        label=_("Who says so?"),
        help_text=_("For example the steering group, or somebody’s name and role."),
        max_length=120,
        missing=_("Enter who says so"),
    )
    why = fields.TextareaField(
        label=_("Why?"), max_length=2000, rows=4, missing=_("Enter why"), counted=True
    )
    stage_id = fields.HiddenIdField(required=False)


class MatrixForm(Form):
    """A level and words for each of the five, then who says so and on which day."""

    assessed_on = fields.DateField(label=_("On which day?"), name=_("The day"), tense="past")
    said_by = fields.CharField(
        label=_("Who says so?"), max_length=120, missing=_("Enter who says so")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in CRITERIA:
            self.fields[f"level_{one.code}"] = fields.RadiosField(
                label=one.name,
                help_text=one.about,
                choices=[(str(level.number), level.name) for level in LEVELS],
                hints={str(level.number): level.about for level in LEVELS},
                missing=_("Choose a level"),
            )
            self.fields[f"words_{one.code}"] = fields.TextareaField(
                label=_("What do you see? (optional)"), required=False, max_length=1000, rows=2
            )
        self.order_fields([f"{part}_{one.code}" for one in CRITERIA for part in ("level", "words")])

    def levels(self) -> dict[str, Judged]:
        said = self.cleaned_data
        return {
            one.code: Judged(int(said[f"level_{one.code}"]), said[f"words_{one.code}"])
            for one in CRITERIA
        }
