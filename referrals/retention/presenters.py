"""What is kept and what goes, in words and months."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.context import enter, system
from ccs.ui import moments
from networks.networks.models import Kind, Network
from referrals.retention.models import RetentionRun
from referrals.retention.queries import limits_in, over_by
from referrals.retention.rules import AHEAD_MONTHS, Held, Limits, limits_of
from referrals.retention.workers import former_by
from referrals.rights.rules import months_later

_SWEPT: Final[dict[str, Promise]] = {
    "answer_links": gettext_lazy("links in emails to workers"),
    "cards": gettext_lazy("links on cards for people"),
    "accounts": gettext_lazy("accounts that nobody ever used"),
    "workers": gettext_lazy("names of workers who left long ago"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """`months`: the name of each and how many records; `held`: how many stay, by why.

    `workers`: of how many who left the name goes until then.
    """

    months: list[tuple[str, str]]
    tonight: int
    total: int
    held: list[tuple[str, str]]
    workers: int


@dataclass(frozen=True, slots=True)
class RunShown:
    day: str
    erased: str
    held: str
    swept: str


def preview_of(network: Network) -> Preview:
    """By envelopes: whoever is written about again until then stays."""
    today, limits = timezone.localdate(), limits_in(network)
    by_month: Counter[str] = Counter()
    held: Counter[Held] = Counter()
    tonight = 0
    with enter(system(network.pk)):
        for _id, over, standing in over_by(network.pk, limits, months_later(today, AHEAD_MONTHS)):
            if standing.held:
                held.update([standing.held[0]] if over <= today else [])
                continue
            tonight += over <= today
            by_month[_month(max(over, today))] += 1
        until = months_later(today, AHEAD_MONTHS)
        workers = len(former_by(network.pk, limits.taken_on, until))
    return Preview(
        months=[(month, str(by_month[month])) for month in _months_from(today) if by_month[month]],
        tonight=tonight,
        total=by_month.total(),
        held=[(str(why.label), str(count)) for why, count in held.items()],
        workers=workers,
    )


def what_goes_tonight(network: Network, after: Mapping[str, Any]) -> list[str]:
    """Before limits are changed: how many records the next night would take."""
    new = limits_of(after["standards"], practice=network.kind == Kind.PRACTICE)
    count, before = _due(network, new), _due(network, limits_in(network))
    words = ngettext(
        "The next night erases %(n)d record of a person. As it was: %(before)d.",
        "The next night erases %(n)d records of people. As it was: %(before)d.",
        count,
    )
    lines = [words % {"n": count, "before": before}]
    if count > before:
        lines.append(_("Nobody can bring back what was erased."))
    return lines


def runs_shown(runs: Sequence[RetentionRun]) -> list[RunShown]:
    return [
        RunShown(
            day=moments.full_date(run.on),
            erased=_("%(erased)d of %(found)d") % {"erased": run.erased, "found": run.found},
            held=str(sum(run.held.values())),
            swept=", ".join(f"{count} {_SWEPT[what]}" for what, count in run.swept.items()) or "–",
        )
        for run in runs
    ]


def _due(network: Network, limits: Limits) -> int:
    with enter(system(network.pk)):
        found = over_by(network.pk, limits, timezone.localdate())
        return sum(not standing.held for _id, _over, standing in found)


def _months_from(today: date) -> list[str]:
    first = today.replace(day=1)
    return [_month(months_later(first, ahead)) for ahead in range(AHEAD_MONTHS + 1)]


def _month(day: date) -> str:
    return date_format(day, "F Y")
