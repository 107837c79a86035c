"""What is refused of what somebody says came of it, and how the rest is put in order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.problems import Problem
from organisations.needs.rules import NEEDS
from referrals.outcomes.rules import (
    MOST,
    MOST_AWARDS,
    MOST_WORDS,
    WITHOUT_AMOUNT,
    Awarded,
    Evidence,
    Gain,
    Gained,
    Met,
    Soft,
)
from referrals.outcomes.schemes import schemes_in

# An award from before is of another story: a slip in the year.
OLDEST_AWARD: Final = timedelta(days=5 * 365)


def tidied(gained: Gained) -> Gained:
    """The same, as it is kept: lists in the order of their codes, words without blank ends.

    Who said nothing was not asked whether they may be quoted.
    """
    said, words = dict(gained.needs), gained.own_words.strip()
    unknown = [pair for pair in gained.needs if pair[0] not in NEEDS]
    return replace(
        gained,
        needs=(*((code, str(said[code])) for code in NEEDS if code in said), *unknown),
        soft=tuple(sorted(set(gained.soft), key=_place)),
        words=gained.words.strip(),
        own_words=words,
        may_quote=gained.may_quote if words else None,
    )


def check_gains(gained: Gained, *, country: str) -> None:
    """Raises Problem, beside the field, for what cannot be."""
    if not {code for code, _met in gained.needs} <= set(NEEDS):
        raise Problem(_now("Choose needs from the list."), field="needs")
    if not {met for _code, met in gained.needs} <= set(Met.values):
        raise Problem(_now("Say of each need whether it is met, partly met or not."), field="needs")
    if not set(gained.soft) <= set(Soft.values):
        raise Problem(_now("Choose what is different from the list."), field="soft")
    if max(len(gained.words), len(gained.own_words)) > MOST_WORDS:
        raise Problem(_now("Use %(n)d characters or fewer.") % {"n": MOST_WORDS}, field="words")
    _check_awards(gained.awards, country)


def _check_awards(awards: Sequence[Awarded], country: str) -> None:
    if len(awards) > MOST_AWARDS:
        raise Problem(
            _now("Give at most %(n)d awards. Add small ones together.") % {"n": MOST_AWARDS},
            field="awards",
        )
    for award in awards:
        for right, wrong in _asked_of(award, country):
            if not right:
                raise Problem(str(wrong), field="awards")


def _asked_of(award: Awarded, country: str) -> Iterator[tuple[bool, Promise]]:
    """What has to be so of an award, and what to say where it is not."""
    today = timezone.localdate()
    yield award.kind in Gain.values, _("Choose what kind of gain it was.")
    yield (
        award.amount is not None or award.kind in WITHOUT_AMOUNT,
        _("Enter how much it was, in pounds."),
    )
    yield (
        award.amount is None or 0 < award.amount <= MOST,
        _("Enter an amount between 1p and £1,000,000."),
    )
    yield (
        award.scheme_code in ("", *schemes_in(country)),
        _("Choose a scheme that there is in this country."),
    )
    yield award.need in ("", *NEEDS), _("Choose needs from the list.")
    yield award.evidence in ("", *Evidence.values), _("Choose from the list how you know.")
    yield (
        award.on is None or today - OLDEST_AWARD <= award.on <= today,
        _("Enter the day of the award: not in the future, and in the last 5 years."),
    )


def _place(code: str) -> int:
    return Soft.values.index(code) if code in Soft.values else len(Soft.values)
