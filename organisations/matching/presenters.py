"""Matches as a page or a program shows them: finished sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from organisations.capacity.rules import State
from organisations.directory.presenters import FULL, NOT_SIGNED, TAGS
from organisations.matching.rules import Asked, Candidate, Match, Reason
from organisations.matching.sentences import OF_SERVICE, Told, needs_in_words, sentence
from organisations.places.queries import area_names
from organisations.roles.rules import can_refer

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
    writer = _Writer(asked, actor, now, _areas(asked))
    return [writer.row(match, known[match.service_id]) for match in matches]


def tag_of(candidate: Candidate) -> dict[str, Any]:
    if not candidate.signed:
        return NOT_SIGNED
    if candidate.state == State.PAUSED:
        return FULL if candidate.is_full else TAGS[State.PAUSED]
    return TAGS[candidate.state] if candidate.confirmed else _NOT_CONFIRMED


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the rows of one search; what is the same for all of them is written once."""

    asked: Asked
    actor: Actor | None
    now: datetime
    areas: Mapping[str, str]
    _written: dict[object, str] = field(default_factory=dict)

    def row(self, match: Match, candidate: Candidate) -> MatchRow:
        return MatchRow(
            service_id=match.service_id,
            href=_page(self.actor, match.service_id) if self.actor else "",
            name=candidate.name,
            organisation=candidate.organisation,
            team=candidate.team,
            tag=tag_of(candidate),
            helps_with=self._helps_with(match, candidate),
            reasons=self._reasons(match, candidate),
            unknowns=self._said(match.unknowns, candidate),
            ruled_out=self._said(match.ruled_out, candidate),
            can_send=self.actor is not None and _can_send(match, candidate, self.actor),
        )

    def _reasons(self, match: Match, candidate: Candidate) -> list[str]:
        """The needs met in one sentence, then the rest."""
        # It serves all of an area that the person is outside of: only the second is worth saying.
        outside = any(reason.code == "outside_network" for reason in match.ruled_out)
        unsaid = {"meets_need", "covers_network"} if outside else {"meets_need"}
        rest = [reason for reason in match.reasons if reason.code not in unsaid]
        first = [_("Helps with: %(needs)s") % {"needs": self._needs(match.met)}]
        return (first if match.met else []) + self._said(rest, candidate)

    def _said(self, reasons: Iterable[Reason], candidate: Candidate) -> list[str]:
        told = Told(self.asked, candidate, self.now, self.areas)
        return [self._sentence(reason, told) for reason in reasons]

    def _sentence(self, reason: Reason, told: Told) -> str:
        if reason.code in OF_SERVICE:
            return sentence(reason, told)
        if reason not in self._written:
            self._written[reason] = sentence(reason, told)
        return self._written[reason]

    def _helps_with(self, match: Match, candidate: Candidate) -> str:
        """What was asked for first, then the rest."""
        both = (self._needs(match.met), self._needs(candidate.needs - match.met))
        return ", ".join(words for words in both if words)

    def _needs(self, codes: frozenset[str]) -> str:
        if codes not in self._written:
            self._written[codes] = needs_in_words(codes)
        return self._written[codes]


def _can_send(match: Match, candidate: Candidate, actor: Actor) -> bool:
    closed = {"paused", "full", "route_closed", "not_signed"}
    own = set(actor.teams) <= {candidate.team_id}
    return can_refer(actor) and not own and not closed & {one.code for one in match.ruled_out}


def _areas(asked: Asked) -> dict[str, str]:
    if asked.place is None:
        return {}
    return area_names(code for code in (asked.place.ward, asked.place.local_authority) if code)


def _page(actor: Actor, service_id: UUID) -> str:
    kwargs = {"network": actor.network.slug, "service_id": service_id}
    return reverse("organisations:service", kwargs=kwargs)
