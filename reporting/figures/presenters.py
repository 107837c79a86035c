"""Figures one can quote: each with what it means."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments
from reporting.figures.rules import Period, Summary


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    dates: str
    summary: Summary


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: its name, what it means, and its value in each column."""

    name: str
    definition: str
    values: list[str]


def column_of(title: str, period: Period, summary: Summary) -> Column:
    dates = _("%(first)s to %(last)s") % {
        "first": moments.full_date(period.first),
        "last": moments.full_date(period.last),
    }
    return Column(title, dates, summary)


def figures_of(columns: Sequence[Column]) -> list[Figure]:
    every = [column.summary for column in columns]
    return [
        Figure(
            _("Registered organisations"),
            _("Members of the network on the last day."),
            [_number(one.registered_organisations) for one in every],
        ),
        Figure(
            _("Ever registered"),
            _("Members on the last day or at any time before, those that have left too."),
            [_number(one.ever_registered_organisations) for one in every],
        ),
        Figure(
            _("Referring organisations"),
            _("Sent at least one of the accepted referrals."),
            [_number(one.referring_organisations) for one in every],
        ),
        Figure(
            _("Receiving organisations"),
            _("Received at least one of the accepted referrals."),
            [_number(one.receiving_organisations) for one in every],
        ),
        Figure(
            _("Accepted referrals"),
            _(
                "By the date of acceptance, in UK time. Drafts, declined, withdrawn and waiting"
                " referrals are not counted."
            ),
            [_number(one.accepted_referrals) for one in every],
        ),
        Figure(
            _("Accepted referrals, annualised"),
            _(
                "Accepted referrals × 12 ÷ whole months, halves rounded up. Only for whole months;"
                " a full year counts as it is."
            ),
            [_annualised(one) for one in every],
        ),
        Figure(
            _("Referrals per organisation"),
            _("Accepted referrals (annualised, where they are) ÷ registered organisations."),
            [_per_organisation(one) for one in every],
        ),
    ]


def _annualised(summary: Summary) -> str:
    count = summary.accepted_referrals_annualised
    if count is None:
        return _("Not for part of a month")
    if not summary.annualised:
        return _number(count)
    months = summary.months or 0
    return ngettext("%(count)s (from %(n)d month)", "%(count)s (from %(n)d months)", months) % {
        "count": _number(count),
        "n": months,
    }


def _per_organisation(summary: Summary) -> str:
    value = summary.referrals_per_organisation
    return _("No organisations") if value is None else number_format(value, decimal_pos=1)


def _number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)
