"""Matches as a page or a program shows them: finished sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from organisations.capacity.rules import State
from organisations.directory.presenters import TAGS
from organisations.matching.rules import Asked, Candidate, Match, Reason
from organisations.matching.sentences import Told, needs_in_words, sentence
from organisations.places.queries import area_names
from organisations.roles.rules import can_refer

_FULL: Final[dict[str, Any]] = {"text": gettext_lazy("Full"), "colour": "red"}
_NOT_CONFIRMED: Final[dict[str, Any]] = {"text": gettext_lazy("Not confirmed"), "colour": "grey"}


@dataclass(frozen=True, slots=True)
class MatchRow:
    """`can_send`: nothing but the person's own circumstances stands in the way of a referral."""

    service_id: UUID
    href: str
    name: str
    organisation: str
    team: str
    tag: dict[str, Any]
    helps_with: str
    reasons: list[str]
    unknowns: list[str]
    ruled_out: list[str]
    can_send: bool


def match_rows(
    matches: Sequence[Match],
    candidates: Iterable[Candidate],
    *,
    asked: Asked,
    actor: Actor | None,
    now: datetime,
) -> list[MatchRow]:
    """In the order of `matches`, each of which is one of `candidates`.

    One query, for names of areas. Without an actor (the public) a row has no address.
    """
    known = {candidate.service_id: candidate for candidate in candidates}
    areas = _areas(asked)
    return [
        _row(match, Told(asked, known[match.service_id], now, areas), actor) for match in matches
    ]


def tag_of(candidate: Candidate) -> dict[str, Any]:
    if candidate.state == State.PAUSED:
        return _FULL if candidate.is_full else TAGS[State.PAUSED]
    return TAGS[candidate.state] if candidate.confirmed else _NOT_CONFIRMED


def helps_with(candidate: Candidate, asked: Asked) -> str:
    """What was asked for first, then the rest."""
    met = [code for code in candidate.needs if code in asked.needs]
    rest = [code for code in candidate.needs if code not in asked.needs]
    return ", ".join(words for words in (needs_in_words(met), needs_in_words(rest)) if words)


def reasons_in_words(match: Match, told: Told) -> list[str]:
    """The needs met in one sentence, then the rest."""
    needs = [reason.about for reason in match.reasons if reason.code == "meets_need"]
    first = [_("Helps with: %(needs)s") % {"needs": needs_in_words(needs)}] if needs else []
    return first + _said([one for one in match.reasons if one.code != "meets_need"], told)


def _row(match: Match, told: Told, actor: Actor | None) -> MatchRow:
    candidate = told.candidate
    return MatchRow(
        service_id=match.service_id,
        href=_page(actor, match.service_id) if actor else "",
        name=candidate.name,
        organisation=candidate.organisation,
        team=candidate.team,
        tag=tag_of(candidate),
        helps_with=helps_with(candidate, told.asked),
        reasons=reasons_in_words(match, told),
        unknowns=_said(match.unknowns, told),
        ruled_out=_said(match.ruled_out, told),
        can_send=actor is not None and _can_send(match, candidate, actor),
    )


def _can_send(match: Match, candidate: Candidate, actor: Actor) -> bool:
    closed = {"paused", "full", "route_closed", "not_signed"}
    own = set(actor.teams) <= {candidate.team_id}
    return can_refer(actor) and not own and not closed & {one.code for one in match.ruled_out}


def _said(reasons: Iterable[Reason], told: Told) -> list[str]:
    return [sentence(reason, told) for reason in reasons]


def _areas(asked: Asked) -> dict[str, str]:
    if asked.place is None:
        return {}
    return area_names(code for code in (asked.place.ward, asked.place.local_authority) if code)


def _page(actor: Actor, service_id: UUID) -> str:
    kwargs = {"network": actor.network.slug, "service_id": service_id}
    return reverse("organisations:service", kwargs=kwargs)
