"""The four questions as the person helped reads them: on their page and in a text message."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.voice.questions.rules import ANSWERS, QUOTE, WORDS, Question

ASKED: Final[dict[str, Promise]] = {
    Question.CONTACTED: gettext_lazy("Did they contact you?"),
    Question.REPEATED: gettext_lazy("Did you have to tell your story again?"),
    Question.RESPECT: gettext_lazy("Did they treat you with respect?"),
    Question.BETTER: gettext_lazy("Are things better for you now?"),
}
SAID: Final[dict[str, Promise]] = {
    "yes": gettext_lazy("Yes"),
    "partly": gettext_lazy("Partly"),
    "no": gettext_lazy("No"),
    "better": gettext_lazy("Better"),
    "same": gettext_lazy("The same"),
    "worse": gettext_lazy("Worse"),
}
# Each can be read by somebody else: none says what for, or from whom.
_BY_TEXT: Final[dict[str, Promise]] = {
    Question.CONTACTED: gettext_lazy(
        "Hello. Somebody was asked to get in touch with you. Did they contact you?"
        " Reply 1 for yes, 2 for no. Reply STOP to end."
    ),
    Question.REPEATED: gettext_lazy(
        "Thank you. Did you have to tell your story again? Reply 1 for yes, 2 for no."
    ),
    Question.RESPECT: gettext_lazy(
        "Did they treat you with respect? Reply 1 for yes, 2 for partly, 3 for no."
    ),
    Question.BETTER: gettext_lazy(
        "Are things better for you now? Reply 1 for better, 2 for the same, 3 for worse."
    ),
    WORDS: gettext_lazy("Is there anything you want to say? Write it here, or reply 2 for no."),
    QUOTE: gettext_lazy(
        "May we show your words to others, without your name? Reply 1 for yes, 2 for no."
    ),
}
_THANKS: Final = gettext_lazy("Thank you. That was the last question.")
_AGAIN: Final[dict[int, Promise]] = {
    2: gettext_lazy("Sorry, we did not understand. Reply 1 or 2. Reply STOP to end."),
    3: gettext_lazy("Sorry, we did not understand. Reply 1, 2 or 3. Reply STOP to end."),
}


def text_of(step: str, *, again: bool) -> str:
    """What the text message says; the thanks where no step is left."""
    if not step:
        return str(_THANKS)
    if again:
        return str(_AGAIN[len(ANSWERS.get(step, ("yes", "no")))])
    return str(_BY_TEXT[step])


def email_subject() -> str:
    return _("How did it go?")


def email_words() -> list[str]:
    return [
        _("Somebody was asked to get in touch with you. Please tell us how it went."),
        _("There are four short questions. You can leave any of them out."),
    ]
