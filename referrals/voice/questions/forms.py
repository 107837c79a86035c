"""The four questions as a worker asks them: what the person leaves out is left out."""

from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from referrals.voice.questions.actions.answering import Told
from referrals.voice.questions.rules import ANSWERS, MOST_WORDS, Question
from referrals.voice.words.questions import SAID


def _choices(question: str) -> list[tuple[str, object]]:
    return [(code, SAID[code]) for code in ANSWERS[question]]


class AskedForm(Form):
    contacted = fields.RadiosField(
        label=_("Did they contact you?"), choices=_choices(Question.CONTACTED), required=False
    )
    repeated = fields.RadiosField(
        label=_("Did you have to tell your story again?"),
        choices=_choices(Question.REPEATED),
        required=False,
    )
    respect = fields.RadiosField(
        label=_("Did they treat you with respect?"),
        choices=_choices(Question.RESPECT),
        required=False,
    )
    better = fields.RadiosField(
        label=_("Are things better for you now?"),
        choices=_choices(Question.BETTER),
        required=False,
    )
    words = fields.TextareaField(
        label=_("Is there anything you want to say?"),
        help_text=_("As they say it. Leave out names."),
        required=False,
        max_length=MOST_WORDS,
        rows=4,
        autocomplete="off",
    )
    may_quote = fields.RadiosField(
        label=_("May we show your words to others, without your name?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
    )

    def told(self, *, language: str) -> Told:
        said = self.cleaned_data
        return Told(
            codes={name: said[name] for name in ANSWERS if said[name]},
            words=said["words"],
            may_quote={"yes": True, "no": False}.get(said["may_quote"]),
            language=language,
        )
