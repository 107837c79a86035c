from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.ui import fields
from ccs.ui.forms import Form
from organisations.engagement.lessons.contents import Question


class QuestionForm(Form):
    """The one question at the end. A wrong answer is a mistake that says why, and may be mended."""

    answer = fields.RadiosField(label="", missing=_("Choose an answer"))
    back = fields.HiddenField(required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["answer"].label = str(question.asked)
        self.fields["answer"].choices = list(question.answers.items())  # type: ignore[attr-defined]

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        if answer != self.question.right:
            raise ValidationError(str(self.question.why_not))
        return answer
