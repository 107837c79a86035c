"""Asking, answering, and writing a help page."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.questions.actions import Asked
from organisations.engagement.questions.keeping import Written
from organisations.engagement.questions.models import HelpPage, HelpQuestion
from organisations.engagement.questions.queries import Wanted
from organisations.engagement.questions.rules import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    Channel,
    State,
    Topic,
)

_NOBODYS_NAME = _(
    "About how something works. Do not write who it is about: no name, address, date of birth or"
    " reference of a person whom you help."
)


class AskForm(Form):
    topic = fields.RadiosField(
        label=_("What is it about?"), choices=Topic.choices, missing=_("Choose what it is about")
    )
    words = fields.TextareaField(
        label=_("What do you want to know?"),
        help_text=_NOBODYS_NAME,
        max_length=LONGEST_QUESTION,
        counted=True,
        missing=_("Enter your question"),
    )
    question_id = fields.HiddenIdField(required=False)

    def asked(self) -> Asked:
        return Asked(words=self.cleaned_data["words"], topic=self.cleaned_data["topic"])


class RecordForm(AskForm):
    """What somebody asked by telephone or email."""

    channel = fields.RadiosField(
        label=_("How did they ask?"),
        choices=[one for one in Channel.choices if one[0] != Channel.PAGE],
        missing=_("Choose how they asked"),
    )
    organisation = fields.SelectField(label=_("From which organisation?"), required=False)

    field_order = ["channel", "organisation", "topic", "words"]

    def __init__(
        self, *args: Any, organisations: Sequence[tuple[UUID, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What do they want to know?")
        self.fields["organisation"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("None, or I do not know")),
            *((str(key), name) for key, name in organisations),
        ]

    @property
    def organisation_id(self) -> UUID | None:
        chosen = self.cleaned_data["organisation"]
        return UUID(chosen) if chosen else None


class FurtherForm(Form):
    words = fields.TextareaField(
        label=_("What else do you want to know?"),
        help_text=_NOBODYS_NAME,
        max_length=LONGEST_QUESTION,
        missing=_("Enter your question"),
        rows=3,
    )


class AnswerForm(Form):
    """`seen` is how much was written when it was shown."""

    words = fields.TextareaField(
        label=_("Your answer"),
        help_text=_("It can become a help page for everybody afterwards."),
        max_length=LONGEST_ANSWER,
        missing=_("Enter an answer"),
    )
    page = fields.SelectField(label=_("A help page that says more (optional)"), required=False)
    seen = fields.HiddenField(required=False)

    def __init__(self, *args: Any, pages: Sequence[HelpPage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("None")),
            *((str(page.pk), page.title) for page in pages),
        ]

    @property
    def page_id(self) -> UUID | None:
        chosen = self.cleaned_data["page"]
        return UUID(chosen) if chosen else None

    @property
    def was_seen(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isdecimal() else 0


class WantedForm(Form):
    """Narrows the list of questions. A value that makes no sense narrows nothing."""

    state = fields.SelectField(
        label=_("Which"), choices=[("", _("All")), *State.choices], required=False
    )
    topic = fields.SelectField(
        label=_("About"), choices=[("", _("Everything")), *Topic.choices], required=False
    )
    text = fields.CharField(label=_("With the words"), max_length=60, required=False)

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        return Wanted(**{key: value or "" for key, value in self.cleaned_data.items()})


class SearchForm(Form):
    text = fields.CharField(label=_("Search help"), max_length=60, required=False)


class PageForm(Form):
    title = fields.CharField(label=_("Title"), max_length=120, missing=_("Enter a title"))
    body = fields.TextareaField(
        label=_("What it says"),
        help_text=_("Short sentences, as you would say it on the telephone. Nobody’s name."),
        max_length=LONGEST_ANSWER,
        rows=8,
        missing=_("Enter what the page says"),
    )
    topics = fields.CheckboxesField(
        label=_("Where does it belong? (optional)"),
        choices=Topic.choices,
        required=False,
    )
    title_cy = fields.CharField(
        label=_("Title in Welsh (optional)"), max_length=120, required=False, spellcheck=False
    )
    body_cy = fields.TextareaField(
        label=_("What it says, in Welsh (optional)"),
        max_length=LONGEST_ANSWER,
        rows=8,
        required=False,
        spellcheck=False,
    )
    page_id = fields.HiddenIdField(required=False)
    seen = fields.HiddenField(required=False)

    def written(self) -> Written:
        said = self.cleaned_data
        return Written(
            title=said["title"],
            body=said["body"],
            title_cy=said["title_cy"],
            body_cy=said["body_cy"],
            topics=tuple(said["topics"]),
        )

    @property
    def was_seen(self) -> int:
        seen = self.cleaned_data["seen"]
        return int(seen) if seen.isdecimal() else 0


def as_typed(page: HelpPage) -> dict[str, Any]:
    names = ("title", "body", "topics", "title_cy", "body_cy")
    return {**{name: getattr(page, name) for name in names}, "seen": page.version}


def begun_from(question: HelpQuestion, answer: str) -> dict[str, Any]:
    """A page that begins as the answer to a question. Its title is the desk's to find."""
    return {"body": answer, "topics": [question.topic]}
