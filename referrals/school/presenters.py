"""What may be behind each sign, in finished sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from organisations.needs.rules import NEEDS
from referrals.school.rules import SIGNS, known_signs


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
