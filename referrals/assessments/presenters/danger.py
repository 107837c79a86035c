"""What to do first when somebody is in danger, by country."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ccs.ui import phones
from networks.networks.models import Network
from organisations.signposting.helplines import NHS, NSPCC, SAMARITANS, Helpline, abuse_line
from referrals.assessments.models import Assessment, DangerDone

# Finds the council of any postcode; the same address for England and Wales.
COUNCILS = "https://www.gov.uk/find-local-council"


@dataclass(frozen=True, slots=True)
class Number:
    name: str
    number: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger: whom to call, most urgent first. `council`: its number is not known."""

    title: str
    numbers: list[Number] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    council: str = ""


def dangers(network: Network) -> list[Danger]:
    return [_life(), _child(network), _adult(network), _abuse(network), _suicide()]


def done_in_words(assessment: Assessment) -> list[str]:
    """What was done, for whoever helps next; empty where nobody was in danger."""
    if assessment.danger_done_at is None:
        return []
    said = [str(DangerDone(code).label) for code in assessment.danger_done]
    said = [one for one in said if one != str(DangerDone.OTHER.label)]
    return [*said, assessment.danger_words] if assessment.danger_words else said


def _life() -> Danger:
    return Danger(
        title=_("Somebody’s life is at risk, or somebody is being hurt now"),
        numbers=[_emergency()],
        words=[
            _(
                "If it is not safe to speak, call 999 from a mobile phone. Cough or tap the"
                " screen when you are asked to. Then press 55: that puts you through to the police."
            ),
            _("From a landline stay on the line: 55 does not work there."),
        ],
    )


def _child(network: Network) -> Danger:
    return Danger(
        title=_("A child is hurt, neglected or not safe"),
        numbers=[
            *_care(_("Children’s social care of the council"), network.children_care_phone),
            _line(NSPCC),
        ],
        words=[
            _("You do not need anybody’s agreement to tell the council about a child at risk."),
            _("Tell whoever is responsible for safeguarding where you work."),
        ],
        council="" if network.children_care_phone else _council(_("children’s social care")),
    )


def _adult(network: Network) -> Danger:
    return Danger(
        title=_("An adult is at risk and cannot keep themselves safe"),
        numbers=_care(_("Adult social care of the council"), network.adults_care_phone),
        words=[_("Tell whoever is responsible for safeguarding where you work.")],
        council="" if network.adults_care_phone else _council(_("adult safeguarding")),
    )


def _abuse(network: Network) -> Danger:
    return Danger(
        title=_("They are afraid of somebody close to them"),
        numbers=[_line(abuse_line(network.country))],
        words=[
            _(
                "Ask what is safe before anybody calls or writes. Write that down under"
                " “How to reach them safely”."
            )
        ],
    )


def _suicide() -> Danger:
    return Danger(
        title=_("They think of ending their life"),
        numbers=[
            _emergency(_("If they may do it now, or have hurt themselves")),
            Number(
                _("NHS mental health help"),
                _("%(number)s, then option 2") % {"number": NHS.phone},
                NHS.href,
                str(NHS.hours),
            ),
            _line(SAMARITANS),
        ],
        words=[_("Do not leave them alone, if you can stay safely.")],
    )


def _emergency(note: str = "") -> Number:
    return Number(_("Emergency services"), "999", "tel:999", note)


def _care(name: str, phone: str) -> list[Number]:
    if not phone:
        return []
    return [Number(name, phones.shown(phone), f"tel:{''.join(phone.split())}")]


def _council(team: str) -> str:
    """How to find a number that nobody has told us: none is guessed."""
    return _(
        "Call the council of the place where they are and ask for %(team)s. In the evening and at"
        " weekends ask for the emergency duty team."
    ) % {"team": team}


def _line(line: Helpline) -> Number:
    return Number(line.name, line.phone, line.href, str(line.hours or line.about))
