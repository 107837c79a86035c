"""What whoever said no has suggested instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.matching.presenters import match_rows
from organisations.matching.rules import Match
from referrals.assessments.models import OpenNeed
from referrals.assessments.search import Search
from referrals.assessments.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class Suggestion:
    service_id: UUID
    text: str
    fits: bool


def suggestions_of(
    named: Sequence[OpenNeed], search: Search, *, actor: Actor, now: datetime
) -> list[Suggestion]:
    """One for each service, whoever suggested it first."""
    first = {need.suggested_service_id: need for need in reversed(named)}
    matches = {match.service_id: match for match in search.matches}
    found = []
    for service_id, need in first.items():
        if service_id is None or need.suggested_service is None:
            continue
        match = matches.get(service_id)
        fits = match is not None and standing_of(match, search.asking) == Standing.FITS
        words = {
            "team": need.referral.to_name,
            "service": need.suggested_service.name,
            "why": _why(match, search, actor, now),
        }
        text = _("%(team)s could not take it, and suggests %(service)s.") % words
        if not fits:
            text += " " + _("But it does not fit now: %(why)s.") % words
        found.append(Suggestion(service_id, text, fits))
    return found


def _why(match: Match | None, search: Search, actor: Actor, now: datetime) -> str:
    if match is None:
        return _("it takes no referrals")
    if match.service_id in search.waiting:
        return _("you have asked them already")
    rows = match_rows([match], search.known.values(), asked=search.asked, actor=actor, now=now)
    return "; ".join(rows[0].ruled_out) or _("look at its page")
