"""The letter in finished sentences: first how to reach the person without putting them at risk."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from ccs.ui.languages import language_name
from organisations.directory.rules import item_labels
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Barrier
from referrals.clients.models import AgeBand, Client, HouseholdMember, SafeTo
from referrals.consent.models import Basis, Consent, Given
from referrals.referrals.presenters.wording import urgency_in_words
from referrals.referrals.queries import Letter

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LetterShown:
    name: str
    safe: str
    not_safe: str
    contact: Rows
    person: Rows
    household: list[str]
    story: str
    wants: str
    barriers: list[str]
    needs: list[str]
    answers: Rows
    consent: Rows


def show_letter(letter: Letter, *, now: datetime) -> LetterShown:
    client, assessment = letter.client, letter.assessment
    return LetterShown(
        name=client.full_name,
        safe=_ways(client, safe=True),
        not_safe=_ways(client, safe=False),
        contact=_contact(client),
        person=_person(client, now),
        household=[_relative(member, now) for member in letter.household],
        story=assessment.story,
        wants=assessment.wants,
        barriers=[str(Barrier(code).label) for code in assessment.barriers],
        needs=_needs(letter),
        answers=_answers(letter.answers),
        consent=_consent(letter.consent),
    )


def _ways(client: Client, *, safe: bool) -> str:
    """Empty when nobody has said: then neither list may be read as an answer."""
    if not client.safe_to:
        return ""
    return ", ".join(str(label) for way, label in SafeTo.choices if (way in client.safe_to) is safe)


def _contact(client: Client) -> Rows:
    return _told(
        (_("Phone"), phones.shown(client.phone) if client.phone else ""),
        (_("Email"), client.email),
        (_("What to know first"), client.contact_notes),
        (_("Somebody they trust"), client.trusted_person),
        (_("Languages"), ", ".join(language_name(code) for code in client.languages)),
        (_("Interpreter"), _("They need an interpreter") if client.interpreter_needed else ""),
    )


def _person(client: Client, now: datetime) -> Rows:
    return _told(
        (_("Name"), client.full_name),
        (_("Likes to be called"), client.preferred_name),
        (_("Date of birth"), _born(client, now)),
        (_("Age"), str(AgeBand(client.age_band).label) if client.age_band else ""),
        (_("Address"), _address(client)),
        (_("Postcode"), client.postcode),
        (_("Access needs"), client.access_needs),
    )


def _address(client: Client) -> str:
    if client.no_fixed_address:
        return _("No fixed address")
    return ", ".join(line.strip(" ,") for line in client.address.splitlines() if line.strip())


def _born(client: Client, now: datetime) -> str:
    if client.date_of_birth is None:
        return ""
    return _("%(date)s (%(age)s)") % {
        "date": moments.full_date(client.date_of_birth),
        "age": moments.age(client.date_of_birth, now),
    }


def _relative(member: HouseholdMember, now: datetime) -> str:
    age = moments.age(member.date_of_birth, now) if member.date_of_birth else ""
    return ", ".join(part for part in (_name(member), member.relationship, age) if part)


def _name(member: HouseholdMember) -> str:
    return f"{member.given_name} {member.family_name}".strip()


def _needs(letter: Letter) -> list[str]:
    names = {str(member.pk): _name(member) for member in letter.household}
    shown = []
    for need in letter.needs:
        words = {"need": NEEDS[need["code"]], "urgency": urgency_in_words(need["urgency"])}
        if need["member"]:
            whose = {**words, "name": names[need["member"]]}
            shown.append(_("%(need)s, for %(name)s. %(urgency)s.") % whose)
        else:
            shown.append(_("%(need)s. %(urgency)s.") % words)
    return shown


def _answers(answers: dict[str, str]) -> Rows:
    return [(label, answers[item]) for item, label in item_labels(answers).items()]


def _consent(consent: Consent | None) -> Rows:
    """The newest that stands; None only when it has been taken back."""
    if consent is None:
        return [(_("Agreement"), _("They have taken back their agreement."))]
    day = moments.full_date(localtime(consent.recorded_at).date())
    how = str((Given(consent.given) if consent.given else Basis(consent.basis)).label)
    passed_on = _("Yes, within the network") if consent.pass_on else _("No. Ask them first")
    return _told(
        (_("They agreed") if consent.given else _("Shared because"), how),
        (_("Reason"), consent.reason),
        (_("When"), day),
        (_("May it be passed on?"), passed_on),
    )


def _told(*rows: tuple[str, str]) -> Rows:
    """What was not told is not shown: an empty row reads like a question."""
    return [(name, value) for name, value in rows if value]
