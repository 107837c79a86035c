"""What came of a referral, in words: for both teams, on the screen and on paper."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from organisations.needs.rules import need_labels
from referrals.outcomes.rules import Awarded, Gain, Gained, in_pounds, totals_of


@dataclass(frozen=True, slots=True)
class GainsShown:
    """Finished sentences; `words` are the worker's own."""

    totals: list[str]
    needs_met: list[str]
    awards: list[str]
    words: str


def gains_shown(gained: Gained) -> GainsShown:
    totals = totals_of(list(gained.awards))
    said = [
        (totals.once, _("%(amount)s once")),
        (totals.yearly, _("%(amount)s more each year")),
        (totals.written_off, _("%(amount)s of debt written off")),
    ]
    return GainsShown(
        totals=[words % {"amount": in_pounds(amount)} for amount, words in said if amount],
        needs_met=need_labels(list(gained.needs_met)),
        awards=[_award(one) for one in gained.awards],
        words=gained.words,
    )


def _award(award: Awarded) -> str:
    """Such as `A grant or an award: £120, Household Support Fund`."""
    amount = in_pounds(award.amount) if award.amount is not None else ""
    details = ", ".join(part for part in (award.what, amount, award.scheme) if part)
    label = str(Gain(award.kind).label)
    return _("%(kind)s: %(details)s") % {"kind": label, "details": details} if details else label
