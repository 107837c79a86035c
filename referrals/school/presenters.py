"""What may be behind each sign, in finished sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui.forms import Form
from organisations.needs.rules import NEEDS
from referrals.school.rules import SIGNS, is_of_a_school, known_signs


@dataclass(frozen=True, slots=True)
class SignShown:
    seen: str
    needs: list[tuple[str, str]]
    question: str


def signs_shown(codes: Sequence[str]) -> list[SignShown]:
    """Without those of which whoever keeps children safe is told first."""
    chosen = [SIGNS[code] for code in known_signs(codes)]
    return [
        SignShown(
            seen=str(sign.seen),
            needs=[(str(NEEDS[need]), str(why)) for need, why in sign.needs.items()],
            question=str(sign.question),
        )
        for sign in chosen
        if sign.question
    ]


def in_words_of(actor: Actor, form: Form) -> None:
    """A school speaks with a parent or carer, about a child."""
    if is_of_a_school(actor):
        form.fields["story"].label = _("What is happening, in the parent’s or carer’s words")
        form.fields["wants"].label = _(
            "What would the parent or carer, and the child, like to happen?"
        )
