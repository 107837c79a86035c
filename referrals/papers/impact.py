"""The data protection impact assessment, by the seven steps of the ICO's template.

What the system does is filled in. What the network has to decide is a question, and its answer
is the network's own.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.papers import sections
from referrals.papers.document import Paper, Section, Table
from referrals.papers.queries import Known
from referrals.papers.statement import agreed, open_title

LEVELS: Final[dict[str, Promise]] = {
    "low": gettext_lazy("Low"),
    "medium": gettext_lazy("Medium"),
    "high": gettext_lazy("High"),
}


@dataclass(frozen=True, slots=True)
class Risk:
    code: str
    what: Promise
    measure: Promise


RISKS: Final = (
    Risk(
        "wrong_reader",
        gettext_lazy("Somebody reads a story who has no business with it."),
        gettext_lazy(
            "The database opens a letter only to teams to which it was sent. Each opening is"
            " written down."
        ),
    ),
    Risk(
        "wrong_service",
        gettext_lazy("A referral is sent to the wrong service."),
        gettext_lazy(
            "The sender sees who will read what before sending, and can withdraw it. Others are"
            " then asked to delete their copy."
        ),
    ),
    Risk(
        "unsafe_contact",
        gettext_lazy("A call, text or letter puts the person in danger."),
        gettext_lazy(
            "Safe ways are asked for and shown with every contact. Texts and cards say nothing"
            " about what it is about."
        ),
    ),
    Risk(
        "secret_place",
        gettext_lazy("A refuge or somebody in it is found."),
        gettext_lazy("Secret places are in no public page or feed. Files are told to name none."),
    ),
    Risk(
        "no_choice",
        gettext_lazy("The person does not feel free to say no, or does not know who reads it."),
        gettext_lazy(
            "The words to say are shown in their language. What they agreed to is kept, and they"
            " can change their mind at any time."
        ),
    ),
    Risk(
        "kept_too_long",
        gettext_lazy("Details are kept longer than they are needed."),
        gettext_lazy(
            "What was not sent is deleted by itself, and every night the records whose time is"
            " over are erased. Each night says how many."
        ),
    ),
    Risk(
        "account_taken",
        gettext_lazy("Somebody else gets into the account of a worker."),
        gettext_lazy(
            "Codes by email, few tries, short sessions. Who leaves loses every role at once."
            " It is as safe as the worker’s email account."
        ),
    ),
    Risk(
        "too_much",
        gettext_lazy("More is written down than the help needs."),
        gettext_lazy(
            "A name is enough to begin. Services get only the answers that they said they need."
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Question:
    """`step` is one of the seven."""

    code: str
    step: int
    text: Promise
    hint: Promise | str = ""


QUESTIONS: Final = (
    Question("why", 1, gettext_lazy("Why do you make this assessment?")),
    Question("people", 2, gettext_lazy("How many people does it concern, and in which area?")),
    Question("host", 2, gettext_lazy("Who runs the computers, and in which country?")),
    Question("consulted", 3, gettext_lazy("Whom did you ask what they think, and what was said?")),
    Question("conditions", 4, gettext_lazy("On which lawful bases does each kind of member rely?")),
    Question("need", 4, gettext_lazy("Could the same be done with less? Why not?")),
    Question("risks", 5, gettext_lazy("Which other risks are there where you are?")),
    Question("measures", 6, gettext_lazy("What else do you do about the risks?")),
    Question("officer", 7, gettext_lazy("What does the data protection officer advise?")),
    Question("signed", 7, gettext_lazy("Who has approved it, and which risks are left?")),
    Question("review", 7, gettext_lazy("When will it be looked at again, and by whom?")),
    Question(
        "contact",
        7,
        gettext_lazy("Who answers for data protection in this network?"),
        gettext_lazy("It stands on the data-protection page, also for who has a link to it."),
    ),
)


def rated(code: str) -> str:
    """The name under which the network's rating of a risk is kept."""
    return f"risk_{code}"


def impact_of(known: Known, *, now: datetime) -> Paper:
    """`known.answers` is the version that is shown."""
    made = _("As it is on %(date)s") % {"date": _day(now)}
    if known.answers:
        made = _("Answers of the network: version %(number)d, %(date)s") % {
            "number": known.answers.version,
            "date": _day(known.answers.made_at),
        }
    return Paper(
        title=_("Data protection impact assessment of %(network)s")
        % {"network": known.network.name},
        network=known.network.name,
        made=made,
        language=get_language() or "en",
        open_title=open_title(),
        sections=[section for step in _steps(known) for section in step],
    )


def _steps(known: Known) -> list[list[Section]]:
    return [
        [_step(1, known, _("Step 1: the need for it"), _need())],
        [
            _step(2, known, _("Step 2: what is done with the information"), _nature()),
            sections.who_sees(),
            sections.how_long(known.network.standards),
            sections.processors(),
        ],
        [_step(3, known, _("Step 3: whom you asked"), [])],
        [
            _step(4, known, _("Step 4: is it needed, and not too much?"), _proportion()),
            agreed(known, "purpose", _("What it is for")),
            agreed(known, "lawful-bases", _("Lawful bases")),
            agreed(known, "rights", _("Rights of the person"), points=sections.rights()),
        ],
        [_risks(known)],
        [_step(6, known, _("Step 6: what is done about the risks"), []), sections.security()],
        [_step(7, known, _("Step 7: who signs, and what was decided"), [])],
    ]


def _step(step: int, known: Known, title: str, points: list[str]) -> Section:
    """The answers that are there as rows, the others as open questions."""
    said = known.answers.answers if known.answers else {}
    asked = [one for one in QUESTIONS if one.step == step]
    return Section(
        title=title,
        points=points,
        rows=[(str(one.text), said[one.code]) for one in asked if said.get(one.code)],
        open=[str(one.text) for one in asked if not said.get(one.code)],
    )


def _need() -> list[str]:
    return [
        _(
            "Details of people in a crisis, some of them about health, faith or origin, pass from"
            " one organisation to others."
        ),
        _("Many of these people are children, or adults at risk."),
        _("No computer decides anything about a person: people choose, send and answer."),
    ]


def _nature() -> list[str]:
    return [
        _("A worker writes down what a person tells, and asks whether it may be sent."),
        _("It goes to the services that the worker chose. They answer, get in touch and help."),
        _("Some weeks later the person may be asked how they are, if they agreed to that."),
        _("Figures are counts. Small numbers in them are hidden."),
    ]


def _proportion() -> list[str]:
    return [
        _("A name is enough to begin. All else about the person can be left empty."),
        _("A service gets only the answers that it said it needs."),
        _("Helpers who are only asked whether they can help see nothing about the person."),
    ]


def _risks(known: Known) -> Section:
    said = known.answers.answers if known.answers else {}
    step = _step(5, known, _("Step 5: the risks"), [])
    unrated = _("Not rated yet")
    table = Table(
        head=[_("Risk"), _("What the system does about it"), _("Rated by the network")],
        rows=[
            [
                str(one.what),
                str(one.measure),
                str(LEVELS.get(said.get(rated(one.code), ""), unrated)),
            ]
            for one in RISKS
        ],
        caption=_("Risks, measures and how the network rates what is left"),
    )
    return Section(title=step.title, rows=step.rows, tables=[table], open=step.open)


def _day(moment: datetime) -> str:
    return moments.full_date(localtime(moment).date())
