"""The figure in words and numbers, with what it means and what it cannot know; and as tables."""

from decimal import Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.exports.tables import Cell, Table
from reporting.aftercare.rules import Aftercare
from reporting.crises.counting import Figure, Row
from reporting.crises.rules import Why
from reporting.figures.rules import Period

DEFINITION: Final = gettext_lazy(
    "Of the households with a crisis that was met in the period, those who had a new one within 6,"
    " or 12, months. Counted from the day on which the last need in that crisis was met. A new"
    " crisis is another conversation from which something was sent for a crisis need, or a check at"
    " which they told of one. A household counts once in a period."
)
GROUPS: Final[dict[str, Promise]] = {
    "all": gettext_lazy("All"),
    "with_aftercare": gettext_lazy("With aftercare"),
    "without_aftercare": gettext_lazy("Without aftercare"),
}
MISSING: Final[dict[str, Promise]] = {
    "unrecognised": gettext_lazy(
        "Not counted: there was no date of birth, phone number or address to know them by"
    ),
    "not_said": gettext_lazy(
        "Not counted: nobody has said whether the needs in the crisis were met"
    ),
    "12/early": gettext_lazy("Too early to say for 12 months"),
    Why.SAID_NO.value: gettext_lazy("Without aftercare: they did not want it"),
    Why.NOT_REACHED.value: gettext_lazy("Without aftercare: nobody has reached them yet"),
    Why.NO_PLAN.value: gettext_lazy("Without aftercare: it has not begun"),
}
FOUND: Final[dict[str, Promise]] = {
    "plans": gettext_lazy("Aftercare begun"),
    "checks": gettext_lazy("Checks over"),
    "reached": gettext_lazy("Checks where somebody was reached"),
    "not_reached": gettext_lazy("Checks where nobody was reached"),
    "needs": gettext_lazy("Needs asked about"),
    "met": gettext_lazy("Needs met"),
    "partly": gettext_lazy("Needs partly met"),
    "not_met": gettext_lazy("Needs not met"),
    "steadiness": gettext_lazy("People who said twice how steady money feels"),
    "steadier": gettext_lazy("Money feels steadier than at first"),
    "as_before": gettext_lazy("Money feels as steady as at first"),
    "less_steady": gettext_lazy("Money feels less steady than at first"),
}


def heads() -> list[str]:
    return [
        ngettext("Within %(n)d month", "Within %(n)d months", months) % {"n": months}
        for months in (6, 12)
    ]


def rows_of(figure: Figure) -> list[tuple[str, list[str]]]:
    return [
        (str(name), [_in_words(row) for row in figure.rows if row.group == group])
        for group, name in GROUPS.items()
    ]


def missing_of(figure: Figure) -> list[tuple[str, str]]:
    return [(str(words), _number(figure.missing[name])) for name, words in MISSING.items()]


def aftercare_rows(found: Aftercare | None) -> list[tuple[str, list[str]]]:
    if found is None:
        return []
    counts = [(str(words), [_number(found.counts[name])]) for name, words in FOUND.items()]
    changed = [
        (_("Change in points of 10, on average"), [_points(found.mean_change)]),
        (_("Change in points of 10, the middle one"), [_points(found.median_change)]),
    ]
    return [*counts, *changed]


def as_table(figure: Figure, period: Period) -> Table:
    """A row for each group and window, then what is missing; an empty cell is a hidden number."""
    heads = [_("From"), _("To"), _("Figure"), _("Months"), _("n"), _("Had a new crisis"), "%"]
    rows: list[list[Cell]] = [
        [period.first, period.last, str(GROUPS[row.group]), row.months, row.n, row.again,
         None if row.share is None else float(row.share)]
        for row in figure.rows
    ]  # fmt: skip
    rows += [
        [period.first, period.last, str(words), None, figure.missing[name], None, None]
        for name, words in MISSING.items()
    ]
    rows.append([period.first, period.last, str(DEFINITION), None, None, None, None])
    return Table(title=_("Repeat crises"), heads=heads, rows=rows)


def _in_words(row: Row) -> str:
    """Such as `18% (31 of 172)`, or that the number is too small."""
    if row.n == 0:
        return _("Nobody yet")
    if row.n is None:
        return _("Too few to show")
    if row.again is None or row.share is None:
        return _("Not shown (n %(n)d)") % {"n": row.n}
    words = _("%(share)s%% (%(again)s of %(n)s)")
    share = number_format(row.share, decimal_pos=1)
    return words % {"share": share, "again": _number(row.again), "n": _number(row.n)}


def _number(count: int | None) -> str:
    if count is None:
        return _("Too few to show")
    return number_format(count, use_l10n=True, force_grouping=True)


def _points(change: Decimal | None) -> str:
    if change is None:
        return _("Too few to show")
    return f"{change:+}".replace("-", "\u2212") if change else "0"
