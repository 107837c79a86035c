"""What came of a referral, in words: for both teams, on the screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from organisations.needs.rules import NEEDS
from referrals.outcomes.queries import Version
from referrals.outcomes.rules import (
    Awarded,
    Evidence,
    Gain,
    Gained,
    Met,
    Soft,
    Totals,
    in_pounds,
    totals_of,
)
from referrals.outcomes.schemes import Scheme


@dataclass(frozen=True, slots=True)
class GainsShown:
    """Finished sentences; `words` are the worker's own, `own_words` the person's."""

    totals: list[str]
    needs: list[str]
    awards: list[str]
    soft: list[str]
    words: str
    own_words: str
    quote: str

    @property
    def nothing(self) -> bool:
        """Whether it was taken back to nothing."""
        return not (self.needs or self.awards or self.soft or self.words or self.own_words)


@dataclass(frozen=True, slots=True)
class Stood:
    """What was written down before, and who replaced it."""

    title: str
    gains: GainsShown


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """What stands of a referral, who said so, and what stood before it, the newest first."""

    gains: GainsShown
    said_by: str
    before: list[Stood]


def outcome_shown(versions: Sequence[Version], *, now: datetime) -> OutcomeShown | None:
    """None while nothing was written down. The first of the versions is the one that stands."""
    if not versions:
        return None
    standing, *before = versions
    return OutcomeShown(
        gains=gains_shown(standing.gained),
        said_by=_said_by(standing, now),
        before=[Stood(_said_by(one, now), gains_shown(one.gained)) for one in before],
    )


def gains_shown(gained: Gained) -> GainsShown:
    return GainsShown(
        totals=totals_in_words(totals_of(gained.awards)),
        needs=[need_in_words(code, met) for code, met in gained.needs],
        awards=[award_in_words(one) for one in gained.awards],
        soft=[str(Soft(code).label) for code in gained.soft],
        words=gained.words,
        own_words=gained.own_words,
        quote=_quote(gained),
    )


def gains_in_words(gained: Gained) -> str:
    """All of it on one line, for a cell of a table."""
    shown = gains_shown(gained)
    own = _("In their words: %(words)s") % {"words": shown.own_words} if shown.own_words else ""
    said = [*shown.needs, *shown.awards, *shown.soft, shown.words, own, shown.quote]
    return "; ".join(part for part in said if part)


def totals_in_words(totals: Totals) -> list[str]:
    said = [
        (totals.once, _("%(amount)s once")),
        (totals.yearly, _("%(amount)s more each year")),
        (totals.written_off, _("%(amount)s of debt written off")),
    ]
    return [words % {"amount": in_pounds(amount)} for amount, words in said if amount]


def need_in_words(code: str, met: str) -> str:
    """Such as `Food: met`."""
    return _("%(need)s: %(met)s") % {"need": NEEDS[code], "met": _small(Met(met).label)}


def award_in_words(award: Awarded) -> str:
    """Such as `A grant or an award: £120, Household Support Fund, for food. We saw the letter`."""
    amount = in_pounds(award.amount) if award.amount is not None else ""
    code = str(Scheme(award.scheme_code).label) if award.scheme_code else ""
    # The fund's own name says more than what kind of scheme it is.
    kind = "" if award.scheme and award.scheme_code == Scheme.OTHER else code
    need = _("for %(need)s") % {"need": _small(NEEDS[award.need])} if award.need else ""
    day = moments.full_date(award.on) if award.on else ""
    parts = (award.what, amount, award.scheme, kind, need, day)
    details = ", ".join(part for part in parts if part)
    label = str(Gain(award.kind).label)
    said = _("%(kind)s: %(details)s") % {"kind": label, "details": details} if details else label
    return f"{said}. {Evidence(award.evidence).label}" if award.evidence else said


def _small(label: object) -> str:
    """As it stands within a sentence."""
    words = str(label)
    return words[:1].lower() + words[1:]


def _quote(gained: Gained) -> str:
    if gained.may_quote is None:
        return ""
    return _("They may be quoted.") if gained.may_quote else _("They do not want to be quoted.")


def _said_by(version: Version, now: datetime) -> str:
    said = {"name": version.by_name or _("The team"), "when": moments.at(version.at, now)}
    if version.replaced_at is None:
        return _("Written down by %(name)s, %(when)s.") % said
    until = moments.when(localtime(version.replaced_at).date(), now)
    return _("By %(name)s, %(when)s. It stood until %(until)s.") % {**said, "until": until}
