from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form


class WordForm(Form):
    """A word, or a few, that people use for one need."""

    word = fields.CharField(
        label=_("Another word people use"),
        help_text=_("For example, what it is called on your street. Searches will understand it."),
        missing=_("Enter a word or a few words"),
        max_length=60,
        autocomplete="off",
        classes="govuk-input--width-20",
    )
    language = fields.SelectField(label=_("Language"), choices=[])

    def __init__(self, *args: Any, languages: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        language: Any = self.fields["language"]
        language.choices = [(code, names.get(code, code)) for code in languages]
