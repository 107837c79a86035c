"""The letter in finished sentences: first how to reach the person without putting them at risk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.directory.rules import item_labels
from organisations.needs.rules import NEEDS
from referrals.assessments.models import Assessment, Barrier
from referrals.assessments.presenters.danger import done_in_words
from referrals.clients.wording import (
    Rows,
    contact_rows,
    person_rows,
    relative_in_words,
    relative_name,
    told,
    ways_to_reach,
)
from referrals.consent.models import Basis, Consent, Given
from referrals.referrals.presenters.wording import urgency_in_words
from referrals.referrals.queries import Letter
from referrals.rights.wording import erased_in_words


@dataclass(frozen=True, slots=True)
class LetterShown:
    name: str
    safe: str
    not_safe: str
    # What was done when somebody was, or may have been, in danger; and when that was said.
    danger: list[str]
    danger_on: str
    contact: Rows
    person: Rows
    household: list[str]
    story: str
    wants: str
    barriers: list[str]
    needs: list[str]
    answers: Rows
    consent: Rows
    # Of one that was erased, what is said instead of all that stands above.
    erased: str


def show_letter(letter: Letter, *, now: datetime) -> LetterShown:
    client, assessment = letter.client, letter.assessment
    return LetterShown(
        name=client.full_name,
        safe=ways_to_reach(client, safe=True),
        not_safe=ways_to_reach(client, safe=False),
        danger=done_in_words(assessment),
        danger_on=_danger_on(assessment),
        contact=contact_rows(client),
        person=person_rows(client, now),
        household=[relative_in_words(member, now) for member in letter.household],
        story=assessment.story,
        wants=assessment.wants,
        barriers=[str(Barrier(code).label) for code in assessment.barriers],
        needs=_needs(letter),
        answers=_answers(letter.answers),
        consent=_consent(letter.consent),
        erased=erased_in_words(client, letter.erased_at),
    )


def _danger_on(assessment: Assessment) -> str:
    at = assessment.danger_done_at
    return moments.full_date(localtime(at).date()) if at else ""


def _needs(letter: Letter) -> list[str]:
    """What all of them need stands once, for everyone."""
    names = {str(member.pk): relative_name(member) for member in letter.household}
    here = {str(member.pk) for member in letter.household if member.left_at is None}
    whose: dict[tuple[str, str], list[str | None]] = {}
    for need in letter.needs:
        whose.setdefault((need["code"], need["urgency"]), []).append(need["member"])
    shown = []
    for (code, urgency), members in whose.items():
        words = {"need": NEEDS[code], "urgency": urgency_in_words(urgency)}
        all_of_them = {None, *here} if here and {None, *here} <= set(members) else set()
        if all_of_them:
            shown.append(_("%(need)s, for everyone in the household. %(urgency)s.") % words)
        others = [member for member in members if member not in all_of_them]
        shown += [_need_of(words, names[member] if member else "") for member in others]
    return shown


def _need_of(words: dict[str, Any], name: str) -> str:
    if name:
        return _("%(need)s, for %(name)s. %(urgency)s.") % {**words, "name": name}
    return _("%(need)s. %(urgency)s.") % words


def _answers(answers: dict[str, str]) -> Rows:
    return [(label, answers[item]) for item, label in item_labels(answers).items()]


def _consent(consent: Consent | None) -> Rows:
    """The newest that stands; None when it has been taken back, or its time is over."""
    if consent is None:
        return [(_("Agreement"), _("None holds now. Nothing more may be shared."))]
    day = moments.full_date(localtime(consent.recorded_at).date())
    how = str((Given(consent.given) if consent.given else Basis(consent.basis)).label)
    passed_on = _("Yes, within the network") if consent.pass_on else _("No. Ask them first")
    again = _("Yes, in a few weeks") if consent.aftercare else _("No")
    return told(
        (_("They agreed") if consent.given else _("Shared because"), how),
        (_("Reason"), consent.reason),
        (_("When"), day),
        (_("May it be passed on?"), passed_on),
        (_("May we ask how they are?"), again),
    )
