"""What a search found, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from organisations.directory.finding import Found
from organisations.matching.presenters import MatchRow, match_rows
from organisations.needs.rules import NEEDS, is_crisis, need_labels


@dataclass(frozen=True, slots=True)
class Together:
    """The fewest services that meet the needs, and what each of them is for."""

    title: str
    parts: list[dict[str, str]]
    left: str


def results_of(found: Found, *, actor: Actor, now: datetime) -> dict[str, Any]:
    """The lists of the page. One query, for names of areas."""
    shown = [*found.page, *found.unfit, *found.together]
    rows = match_rows(shown, found.known.values(), asked=found.asked, actor=actor, now=now)
    page, unfit = len(found.page), len(found.page) + len(found.unfit)
    return {
        "count": ngettext("%(n)d service", "%(n)d services", found.total) % {"n": found.total},
        "services": rows[:page],
        "unfit": rows[page:unfit],
        "more_unfit": found.more_unfit,
        "together": _together(found, rows[unfit:]),
        "nobody": _nobody(found),
    }


def _together(found: Found, rows: Sequence[MatchRow]) -> Together | None:
    if not rows:
        return None
    covered: set[str] = set()
    parts = []
    for match, row in zip(found.together, rows, strict=True):
        new = match.met - covered
        covered |= new
        parts.append({"name": row.name, "href": row.href, "needs": _named(new)})
    return Together(
        title=_title(len(rows), met=len(covered), asked=len(found.asked.needs)),
        parts=parts,
        left=_named(set(found.asked.needs) - covered),
    )


def _title(count: int, *, met: int, asked: int) -> str:
    words = {"n": count, "met": met, "asked": asked}
    if met < asked:
        return (
            ngettext(
                "This service meets %(met)d of the %(asked)d needs",
                "These %(n)d together meet %(met)d of the %(asked)d needs",
                count,
            )
            % words
        )
    return (
        ngettext(
            "This service meets all %(asked)d needs",
            "These %(n)d together meet all %(asked)d needs",
            count,
        )
        % words
    )


def _nobody(found: Found) -> str:
    """Needs for which there is nobody at all; those whom something stands against are listed."""
    met = {need for match in found.known.values() for need in match.needs}
    left = [need for need in found.asked.needs if need not in met]
    return _("Nobody here offers: %(needs)s") % {"needs": _named(left)} if left else ""


def _named(needs: set[str] | list[str] | frozenset[str]) -> str:
    return ", ".join(need_labels([code for code in NEEDS if code in needs]))


def meant_links(needs: Sequence[str], address: str) -> list[dict[str, str]]:
    """Needs that the words may stand for, each with the search for it."""
    boxes = {code: "need" if is_crisis(code) else "behind" for code in needs}
    return [
        {"name": str(NEEDS[code]), "href": f"{address}?{box}={code}"} for code, box in boxes.items()
    ]
