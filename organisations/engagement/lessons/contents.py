"""The lessons themselves: a few small steps and one question, each read in under two minutes.

A teacher reads about 150 words a minute on a screen, and a lesson has at most `MOST_WORDS`.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.engagement.lessons.rules import AFTERCARE, ANSWER, CAPACITY, CLOSE, REFER

WORDS_A_MINUTE: Final = 150
MOST_WORDS: Final = 250


@dataclass(frozen=True, slots=True)
class Step:
    """`picture` names a drawing of `templates/organisations/lessons/pictures.html`, if any."""

    title: Promise
    text: Promise
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`right` is the key of the right answer; the others are told `why_not`."""

    asked: Promise
    answers: dict[str, Promise]
    right: str
    why: Promise
    why_not: Promise


@dataclass(frozen=True, slots=True)
class Lesson:
    steps: tuple[Step, ...]
    question: Question


CONTENTS: Final[dict[str, Lesson]] = {
    REFER: Lesson(
        steps=(
            Step(
                _("Say who it is for"),
                _(
                    "A first name and one safe way to reach them are enough. Has your team helped"
                    " them before? Search for them, so that nobody types them in twice."
                ),
                "who",
            ),
            Step(
                _("Say what is happening"),
                _(
                    "Write a few words as they say it. Tick what they need, and how soon. Is"
                    " somebody in danger? Say so, and you see what to do first."
                ),
            ),
            Step(
                _("Choose who can help"),
                _(
                    "You see services that help with this and can take people now. Tick one or"
                    " several. If you are not sure, ask the desk."
                ),
                "services",
            ),
            Step(
                _("Ask if they agree, and send"),
                _(
                    "Read them the words on the page. Each service sees only what it needs. Then"
                    " you read who will call, and by when."
                ),
            ),
        ),
        question=Question(
            _("Two services can help. How often do you write down what happened?"),
            {"once": _("Once, for both"), "twice": _("Once for each service")},
            right="once",
            why=_("Right. You tell it once and tick both services."),
            why_not=_("No: once is enough. You tick both services on one page."),
        ),
    ),
    ANSWER: Lesson(
        steps=(
            Step(
                _("See what is asked"),
                _(
                    "The list says what for, how soon, and how long you have to answer. When you"
                    " open a referral, the sender sees that you have seen it."
                ),
                "asked",
            ),
            Step(
                _("Choose one of four answers"),
                _(
                    "Accept it, ask a question, decline it, or pass it on to a better place. If you"
                    " accept, say who in your team will do it."
                ),
                "answers",
            ),
            Step(
                _("If you decline, say why"),
                _(
                    "Choose a reason, and a better place if you know one. Then the sender can look"
                    " for other help at once."
                ),
            ),
            Step(
                _("Contact the person"),
                _(
                    "Use a way that is safe for them. Write down each try with one button. The"
                    " sender sees it, so nobody needs to chase you."
                ),
            ),
        ),
        question=Question(
            _("You need one more fact before you can say yes. What do you do?"),
            {
                "ask": _("Ask a question"),
                "decline": _("Decline it"),
                "wait": _("Wait until they write"),
            },
            right="ask",
            why=_("Right. The sender is told at once, and your time to answer stops until then."),
            why_not=_(
                "Ask a question: the sender is told at once, and your time stops until then."
            ),
        ),
    ),
    CAPACITY: Lesson(
        steps=(
            Step(
                _("Say how it is"),
                _(
                    "A service is open, has limited places, has a waiting list, or is paused."
                    " Nobody can refer to a paused service."
                ),
                "states",
            ),
            Step(
                _("Change it when it changes"),
                _(
                    "You find it on your home page and on the page “Capacity”. Everybody who"
                    " looks for help sees the change at once."
                ),
            ),
            Step(
                _("Let it count for you"),
                _(
                    "Say how many places you have: a day, a week, or in all. Each referral takes"
                    " one. When they are taken, nobody can refer until there is room."
                ),
            ),
            Step(
                _("Say when you open again"),
                _("Give a day, and the service opens by itself. Those who wait for it are told."),
                "paused",
            ),
        ),
        question=Question(
            _("You pause your service. What happens to the referrals that you have?"),
            {"stay": _("They stay with us"), "back": _("They go back to the senders")},
            right="stay",
            why=_("Right. Only new ones stop. What you have stays with you."),
            why_not=_("They stay with you. Only new ones stop."),
        ),
    ),
    CLOSE: Lesson(
        steps=(
            Step(
                _("Close it when your part is done"),
                _(
                    "An open referral goes on asking for its next step. When you close it, the"
                    " sender reads how it ended."
                ),
            ),
            Step(
                _("Say how it ended"),
                _("Choose one line. This is the only answer that we must have."),
                "outcomes",
            ),
            Step(
                _("Say what changed, if you know"),
                _(
                    "Is each need met? Did they get money or goods? You can leave this empty and"
                    " add to it later."
                ),
            ),
            Step(
                _("If there is more to do"),
                _("For 28 days you can open it again. Nothing that you wrote is lost."),
            ),
        ),
        question=Question(
            _("You rang many times, and nobody answered. How do you close it?"),
            {
                "reach": _("Could not reach them"),
                "wanted": _("No longer wanted"),
                "open": _("I leave it open"),
            },
            right="reach",
            why=_("Right. The sender may know another way to reach them."),
            why_not=_("“Could not reach them”: the sender may know another way."),
        ),
    ),
    AFTERCARE: Lesson(
        steps=(
            Step(
                _("Why we ask"),
                _(
                    "Help is good if it lasts. So some weeks after the crisis, the team that first"
                    " listened asks how they are."
                ),
                "weeks",
            ),
            Step(
                _("Reach them safely"),
                _(
                    "The page says which ways are safe. If nobody answers, write that down. We"
                    " remind you to try again."
                ),
            ),
            Step(
                _("Ask a few things"),
                _(
                    "Is each need met? Was there a new crisis? How steady does money feel, from 0"
                    " to 10? What else do they need?"
                ),
            ),
            Step(
                _("If they need something new"),
                _(
                    "One button starts a new referral with what they told you, so that they do not"
                    " have to say it again."
                ),
            ),
        ),
        question=Question(
            _("They say that they have no food again. What do you do?"),
            {
                "new": _("Write it down, and start a new referral from there"),
                "old": _("Open the old referral again"),
            },
            right="new",
            why=_("Right. It takes along what they told you before."),
            why_not=_("Start a new one from the check: it takes along what they told you."),
        ),
    ),
}
