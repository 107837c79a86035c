"""What came of a referral for the person: needs met, money, goods, and what cannot be counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# More than anybody is awarded: a slip of the keyboard, and not a gain.
MOST: Final = Decimal(1_000_000)
MOST_AWARDS: Final = 20
# Of a person's own words, and of a worker's.
MOST_WORDS: Final = 2000
_PENCE: Final = Decimal("0.01")


class Met(TextChoices):
    """How a need stands. Nothing said is no value at all."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT = "not", _("Not met")


class Gain(TextChoices):
    AWARD = "award", _("A grant or an award")
    GOODS = "goods", _("Goods or vouchers")
    DEBT_WRITTEN_OFF = "debt_written_off", _("Debt written off")
    ONE_OFF = "one_off", _("Other money, once")
    YEARLY = "yearly", _("More income, each year")


class Evidence(TextChoices):
    """How somebody knows of a gain. Nothing said is no value at all."""

    SAW = "saw", _("We saw the letter or the statement")
    GIVER = "giver", _("Whoever gave it told us")
    PERSON = "person", _("They told us")
    ESTIMATE = "estimate", _("It is our own estimate")


class Soft(TextChoices):
    """What is different and cannot be counted in pounds. Codes, so that it can be counted."""

    SLEEPS = "sleeps", _("Sleeps better")
    LESS_WORRIED = "less_worried", _("Is less worried")
    KNOWS_WHERE = "knows_where", _("Knows where to go for help")
    HEARD = "heard", _("Feels listened to")
    LESS_ALONE = "less_alone", _("Feels less alone")
    SAFER = "safer", _("Feels safer")
    MONEY = "money", _("Manages money better")
    SPEAKS_UP = "speaks_up", _("Speaks up for themselves more")
    HOME = "home", _("Things are calmer at home")
    HOPE = "hope", _("Has more hope")


# Goods may have been worth something; money that nobody can name is no gain.
WITHOUT_AMOUNT: Final = frozenset({Gain.GOODS})


@dataclass(frozen=True, slots=True)
class Awarded:
    """One thing that was gained. `what` are the goods; `scheme` is whose award it is, by name.

    `scheme_code` is the kind of scheme (`schemes.py`), `need` what it was for, `on` its day.
    """

    kind: str
    amount: Decimal | None = None
    scheme: str = ""
    what: str = ""
    scheme_code: str = ""
    need: str = ""
    evidence: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Gained:
    """Everything that came of it, as it is told: none of it must be.

    `needs` are pairs of a need and how it stands (`Met`). `words` are the worker's; `own_words`
    the person's, and `may_quote` what they said to being quoted: None where nobody asked.
    """

    needs: tuple[tuple[str, str], ...] = ()
    awards: tuple[Awarded, ...] = ()
    words: str = ""
    own_words: str = ""
    may_quote: bool | None = None
    soft: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.needs or self.awards or self.words.strip() or self.own_words.strip() or self.soft
        )

    def needs_that_are(self, met: str) -> tuple[str, ...]:
        return tuple(code for code, how in self.needs if how == met)

    @property
    def needs_met(self) -> tuple[str, ...]:
        """Those met in full."""
        return self.needs_that_are(Met.MET)


@dataclass(frozen=True, slots=True)
class Totals:
    """In pounds: what came once, what comes each year, and what is owed no longer."""

    once: Decimal = Decimal(0)
    yearly: Decimal = Decimal(0)
    written_off: Decimal = Decimal(0)


def all_met(*codes: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, Met.MET.value) for code in codes)


def totals_of(awards: Iterable[Awarded]) -> Totals:
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
