"""What came of a referral for the person: needs met, money, goods, and what cannot be counted."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# More than anybody is awarded: a slip of the keyboard, and not a gain.
MOST: Final = Decimal(1_000_000)
MOST_AWARDS: Final = 20
_PENCE: Final = Decimal("0.01")


class Gain(TextChoices):
    AWARD = "award", _("A grant or an award")
    GOODS = "goods", _("Goods or vouchers")
    DEBT_WRITTEN_OFF = "debt_written_off", _("Debt written off")
    ONE_OFF = "one_off", _("Other money, once")
    YEARLY = "yearly", _("More income, each year")


# Goods may have been worth something; money that nobody can name is no gain.
WITHOUT_AMOUNT: Final = frozenset({Gain.GOODS})


@dataclass(frozen=True, slots=True)
class Awarded:
    """One thing that was gained. `what` are the goods; `scheme` is whose award it is."""

    kind: str
    amount: Decimal | None = None
    scheme: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class Gained:
    """Everything that was gained, as it is told: none of it must be. `words` are the worker's."""

    needs_met: tuple[str, ...] = ()
    awards: tuple[Awarded, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.needs_met or self.awards or self.words.strip())


@dataclass(frozen=True, slots=True)
class Totals:
    """In pounds: what came once, what comes each year, and what is owed no longer."""

    once: Decimal = Decimal(0)
    yearly: Decimal = Decimal(0)
    written_off: Decimal = Decimal(0)


def totals_of(awards: list[Awarded]) -> Totals:
    """Goods count by what they were worth, where somebody said so."""
    sums = {kind: Decimal(0) for kind in Gain}
    for award in awards:
        sums[Gain(award.kind)] += award.amount or 0
    return Totals(
        once=sums[Gain.AWARD] + sums[Gain.GOODS] + sums[Gain.ONE_OFF],
        yearly=sums[Gain.YEARLY],
        written_off=sums[Gain.DEBT_WRITTEN_OFF],
    )


def in_pounds(amount: Decimal) -> str:
    """`£1,250` or `£12.50`: pence only where there are some."""
    exact = amount.quantize(_PENCE, ROUND_HALF_UP)
    return f"£{exact:,.0f}" if exact == exact.to_integral_value() else f"£{exact:,.2f}"
