"""Writing a note, choosing quotes, and who sees it."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from ccs.ui.languages import language_name
from organisations.needs.rules import NEEDS
from referrals.learning.actions import Learnt
from referrals.learning.models import LearningNote
from referrals.learning.queries import QuoteFilter
from referrals.learning.rules import Pattern


class NoteForm(Form):
    title = fields.CharField(label=_("Title"), max_length=120, missing=_("Enter a title"))
    heard = fields.TextareaField(
        label=_("What we heard"),
        help_text=_(
            "In your own words. Nothing that says who it was: no name, street, school or date."
            " What people said belongs in quotes: you choose them afterwards."
        ),
        max_length=4000,
        rows=6,
        missing=_("Enter what you heard"),
    )
    heard_from = fields.DateField(
        label=_("Heard from (optional)"), name=_("The first day"), required=False, tense="past"
    )
    heard_until = fields.DateField(
        label=_("Heard until (optional)"), name=_("The last day"), required=False, tense="past"
    )
    changed = fields.TextareaField(
        label=_("What we changed because of it (optional)"),
        help_text=_("What was done, by whom. You can add it later."),
        max_length=4000,
        rows=6,
        required=False,
    )
    changed_on = fields.DateField(
        label=_("Changed on (optional)"), name=_("The day of the change"), required=False
    )
    patterns = fields.CheckboxesField(
        label=_("Figures that show it (optional)"),
        help_text=_("The note links to them. Only those who may read reports can open them."),
        choices=Pattern.choices,
        required=False,
    )
    language = fields.RadiosField(
        label=_("Which language is it written in?"), missing=_("Choose a language")
    )
    note_id = fields.HiddenField(required=False)

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = languages or ("en",)
        self.fields["language"].choices = [(code, language_name(code)) for code in offered]  # type: ignore[attr-defined]

    def learnt(self) -> Learnt:
        said = {key: value for key, value in self.cleaned_data.items() if key != "note_id"}
        return Learnt(**{**said, "patterns": tuple(said["patterns"])})


def as_typed(note: LearningNote) -> dict[str, Any]:
    names = (*NoteForm.base_fields,)
    return {name: getattr(note, name) for name in names if name != "note_id"}


class QuoteFilterForm(Form):
    need = fields.SelectField(label=_("Need"), required=False)
    service = fields.SelectField(label=_("Service"), required=False)
    since = fields.DateField(label=_("Said since"), name=_("The first day"), required=False)
    until = fields.DateField(label=_("Said until"), name=_("The last day"), required=False)

    def __init__(self, *args: Any, services: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [("", _("All needs")), *NEEDS.items()]  # type: ignore[attr-defined]
        self.fields["service"].choices = [  # type: ignore[attr-defined]
            ("", _("All services")),
            *((str(pk), name) for pk, name in services),
        ]

    @property
    def wanted(self) -> QuoteFilter:
        """What makes no sense is told on the form, and not asked."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return QuoteFilter(
            need=said.get("need", ""),
            service=UUID(said["service"]) if said.get("service") else None,
            since=said.get("since"),
            until=said.get("until"),
        )


class ChooseForm(Form):
    """Into which note a quote goes, and what of it is left out."""

    note = fields.SelectField(label=_("Into which note?"), missing=_("Choose a note"))
    left_out = fields.TextareaField(
        label=_("What would say who it was? (optional)"),
        help_text=_("Each on a line of its own, as it stands in the quote. It is shown as […]."),
        required=False,
        rows=3,
        max_length=500,
    )

    def __init__(self, *args: Any, notes: list[LearningNote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].choices = [("", ""), *((str(one.pk), one.title) for one in notes)]  # type: ignore[attr-defined]

    @property
    def parts(self) -> list[str]:
        lines = self.cleaned_data["left_out"].splitlines()
        return [line.strip()[:80] for line in lines if line.strip()]
