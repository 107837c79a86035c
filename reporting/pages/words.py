"""How one number differs from another, in words."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.figures.report import Column, Hidden, Kind, Value
from reporting.figures.words import in_words

NOTHING: Final = "–"
_WORDED: Final = (Kind.TEXT, Kind.DAY, Kind.YES_NO)
_WHOLE: Final = (Kind.COUNT, Kind.MINUTES)
WHY_HIDDEN: Final[Promise] = gettext_lazy(
    "Too few to show: fewer than 5 people, or hidden so that nobody can be found."
)


def is_number(column: Column) -> bool:
    return column.kind not in _WORDED


def difference(now: Value | Hidden, then: Value | Hidden, column: Column) -> str:
    """By how much it changed, with its sign; of counts in percent too."""
    if not (is_number(column) and _known(now) and _known(then)):
        return NOTHING
    old = Decimal(str(then))
    change = Decimal(str(now)) - old
    if not change:
        return _("No change")
    sign = "+" if change > 0 else "\u2212"
    if column.kind == Kind.SHARE:
        points = number_format(abs(change), decimal_pos=1)
        return _("%(change)s percentage points") % {"change": f"{sign}{points}"}
    size = in_words(int(abs(change)) if column.kind in _WHOLE else abs(change), column.kind)
    if column.kind != Kind.COUNT or not old:
        return f"{sign}{size}"
    share = abs(change * 100 / old).quantize(Decimal(1), ROUND_HALF_UP)
    percent = number_format(share, force_grouping=True)
    return f"{sign}{size} ({sign}{percent}%)"


def _known(value: Value | Hidden) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
