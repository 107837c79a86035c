"""Opening a survey, its last day, and answering it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.surveys.models import SurveyAnswers
from organisations.engagement.surveys.rules import (
    ITEMS,
    MOST_HOURS,
    Asking,
    Item,
    Said,
    answers_of,
)
from organisations.engagement.workstreams.forms import WholeNumberField
from organisations.engagement.workstreams.rules import programme_year, year_in_words


class LastDayForm(Form):
    closes_on = fields.DateField(
        label=gettext_lazy("Last day on which people can answer"),
        name=gettext_lazy("The last day"),
        tense="future",
    )


class WaveForm(LastDayForm):
    """All questions are ticked first: those of every year can be compared."""

    name = fields.CharField(
        label=gettext_lazy("What is the survey called?"),
        max_length=120,
        missing=gettext_lazy("Enter what the survey is called"),
    )
    year = fields.SelectField(
        label=gettext_lazy("Programme year"),
        help_text=gettext_lazy("A year runs from October to September."),
        missing=gettext_lazy("Choose a year"),
    )
    opens_on = fields.DateField(
        label=gettext_lazy("First day"),
        help_text=gettext_lazy("Members get one email on this day, at 8am or now."),
        name=gettext_lazy("The first day"),
        tense="future",
    )
    items = fields.CheckboxesField(
        label=gettext_lazy("What do you ask?"),
        help_text=gettext_lazy("The words are the same each year, so that years can be compared."),
        choices=[(item.code, item.words) for item in ITEMS],
        missing=gettext_lazy("Choose at least one question"),
    )
    wave_id = fields.HiddenIdField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = programme_year(timezone.localdate())
        asked: dict[str, Any] = self.fields
        asked["year"].choices = [
            (str(year), year_in_words(year)) for year in (this_year, this_year - 1)
        ]
        self.order_fields(["name", "year", "opens_on", "closes_on", "items"])

    def asking(self) -> Asking:
        said = self.cleaned_data
        return Asking(
            name=said["name"],
            year=int(said["year"]),
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            items=said["items"],
        )


class AnswerForm(Form):
    """One question after another, then whether they use the system."""

    uses_system = fields.RadiosField(
        label=gettext_lazy("Do you use this referral system?"),
        help_text=gettext_lazy("You send referrals with it, or answer them."),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        reveals={"yes": "hours_saved"},
        missing=gettext_lazy("Choose yes or no"),
    )
    hours_saved = WholeNumberField(
        label=gettext_lazy("About how many hours does it save you in a week? (optional)"),
        help_text=gettext_lazy("A whole number. Enter 0 if it saves you nothing."),
        required=False,
        max_length=3,
        classes="govuk-input--width-3",
        inputmode="numeric",
    )

    def __init__(self, *args: Any, items: Sequence[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[item.code] = fields.RadiosField(
                label=item.words, choices=answers_of(item), missing=_("Choose an answer")
            )
        self.order_fields([item.code for item in items])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("uses_system") != "yes":
            said["hours_saved"] = None
        elif (said.get("hours_saved") or 0) > MOST_HOURS:
            self.add_error("hours_saved", _("Enter hours as a whole number from 0 to 60"))
        return said

    def said(self) -> Said:
        given = self.cleaned_data
        return Said(
            answers={item.code: given[item.code] for item in self.items},
            uses_system=given["uses_system"] == "yes",
            hours_saved=given["hours_saved"],
        )


def answers_as_given(row: SurveyAnswers | None) -> dict[str, Any]:
    if row is None:
        return {}
    uses = "yes" if row.uses_system else "no"
    return {**row.answers, "uses_system": uses, "hours_saved": row.hours_saved}
