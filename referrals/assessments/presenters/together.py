"""The fewest services that meet all the needs, offered first where there are several needs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.matching.rules import bundle
from organisations.needs.rules import need_labels
from referrals.assessments.search import Search
from referrals.assessments.standing import Asking, Standing, standing_of


@dataclass(frozen=True, slots=True)
class Together:
    """`ids` is what the button sends. `left` are needs that no set of services meets."""

    title: str
    parts: list[str]
    left: str
    ids: str
    button: str
    ticked: bool


def together_of(search: Search, asking: Asking, *, ticked: Collection[UUID]) -> Together | None:
    """None for one need, and where nobody can help. What was asked of somebody is not asked again.

    Each need stands beside one service: the first that meets it.
    """
    handled = {
        need for match in search.matches if match.service_id in asking.waiting for need in match.met
    }
    fits = [
        replace(match, met=match.met - handled)
        for match in search.matches
        if standing_of(match, asking) == Standing.FITS
    ]
    chosen = bundle(search.asked, fits)
    if not chosen:
        return None
    met = {match.service_id: match.met for match in fits}
    wanted = [need for need in search.asked.needs if need not in handled]
    parts, covered = [], set[str]()
    for service_id in chosen:
        new = [need for need in wanted if need in met[service_id] - covered]
        covered.update(new)
        words = {"service": search.known[service_id].name, "needs": ", ".join(need_labels(new))}
        parts.append(_("%(service)s: %(needs)s") % words)
    left = ", ".join(need_labels([need for need in wanted if need not in covered]))
    return Together(
        title=_title(len(chosen), all_met=not left),
        parts=parts,
        left=left,
        ids=" ".join(str(service_id) for service_id in chosen),
        button=ngettext("Choose this service", "Choose these %(n)d services", len(chosen))
        % {"n": len(chosen)},
        ticked=set(chosen) <= set(ticked),
    )


def _title(count: int, *, all_met: bool) -> str:
    if all_met:
        words = ngettext(
            "One service can help with all of it",
            "%(n)d services together can help with all of it",
            count,
        )
    else:
        words = ngettext(
            "One service can help with most of it",
            "%(n)d services together can help with most of it",
            count,
        )
    return words % {"n": count}
