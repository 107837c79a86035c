"""Who can help, in finished sentences: whom to tick, whom not to ring in vain, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.directory.rules import item_labels
from organisations.matching.presenters import MatchRow, match_rows
from organisations.matching.rules import Match
from referrals.assessments.queries import Asks
from referrals.assessments.search import Search
from referrals.assessments.standing import Asking, Standing, can_be_asked, standing_of
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import ending_of

# More than these nobody reads: the search finds the rest by name.
MOST_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """One service. With `why_not` it is shown, and cannot be ticked."""

    id: str
    name: str
    href: str
    tag: Mapping[str, Any]
    whose: str
    reasons: list[str]
    unknowns: list[str]
    against: list[str]
    asks: str
    contact: str
    why_not: str
    ticked: bool
    can_watch: bool
    watched: bool


@dataclass(slots=True)
class Choices:
    """`folded` are not right for this person. `more` says that there are others."""

    shown: list[Choice] = field(default_factory=list)
    folded: list[Choice] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True)
class Chooser:
    """Who chooses, and how the page stands: what is ticked, and whose opening is waited for."""

    actor: Actor
    now: datetime
    ticked: Collection[UUID] = ()
    watched: Collection[UUID] = ()


def matches_to_show(search: Search, *, ticked: Collection[UUID]) -> list[Match]:
    """What is ticked, and of the rest those that fit best."""
    chosen = [match for match in search.matches if match.service_id in ticked]
    best = [match for match in search.matches if match.service_id not in ticked]
    kept = {match.service_id for match in [*chosen, *best[: max(0, MOST_SHOWN - len(chosen))]]}
    return [match for match in search.matches if match.service_id in kept]


def choices_of(
    search: Search, shown: Sequence[Match], *, asks: Mapping[UUID, Asks], chooser: Chooser
) -> Choices:
    """`shown` of the matches, in their order."""
    writer = _Writer(search, search.asking, asks, chooser)
    rows = match_rows(
        shown, search.known.values(), asked=search.asked, actor=chooser.actor, now=chooser.now
    )
    choices = Choices(more=len(search.matches) > len(shown))
    for match, row in zip(shown, rows, strict=True):
        standing = standing_of(match, writer.asking)
        unfit = standing in {Standing.NOT_FOR_THEM, Standing.DECLINED}
        (choices.folded if unfit else choices.shown).append(writer.choice(match, row, standing))
    return choices


def why_not(standing: Standing, against: Sequence[str]) -> str:
    """Why nothing can be sent there now."""
    if standing == Standing.WAITING:
        return _("You have asked them already.")
    if standing == Standing.OWN:
        return _("This is your own team’s service.")
    return ". ".join(against) or _("Takes referrals only from organisations that it names")


def said_no(referral: Referral, now: datetime) -> str:
    day = moments.when(localtime(referral.changed_at).date(), now)
    return _("They said no %(when)s: %(reason)s") % {"when": day, "reason": ending_of(referral)}


@dataclass(frozen=True, slots=True)
class _Writer:
    search: Search
    asking: Asking
    asks: Mapping[UUID, Asks]
    chooser: Chooser

    def choice(self, match: Match, row: MatchRow, standing: Standing) -> Choice:
        against, asks = self._against(match, row), self.asks.get(match.service_id, Asks())
        return Choice(
            id=str(row.service_id),
            name=row.name,
            href=row.href,
            tag=row.tag,
            whose=_whose(row),
            reasons=row.reasons if match.met else [_helps_with(row), *row.reasons],
            unknowns=row.unknowns,
            against=against,
            asks=", ".join(item_labels(asks.information).values()),
            contact=asks.contact,
            why_not="" if can_be_asked(match, self.asking) else why_not(standing, against),
            ticked=match.service_id in self.chooser.ticked,
            can_watch=standing == Standing.NOT_NOW,
            watched=match.service_id in self.chooser.watched,
        )

    def _against(self, match: Match, row: MatchRow) -> list[str]:
        """What rules it out; that it lists no need of these only says why it is not first."""
        pairs = zip(match.ruled_out, row.ruled_out, strict=True)
        words = [said for reason, said in pairs if reason.code != "meets_no_need"]
        referral = self.search.declined.get(match.service_id)
        return [said_no(referral, self.chooser.now), *words] if referral else words


def _helps_with(row: MatchRow) -> str:
    return _("Helps with: %(needs)s") % {"needs": row.helps_with}


def _whose(row: MatchRow) -> str:
    """A team of the same name as its organisation is named once."""
    if row.team == row.organisation:
        return row.team
    return _("%(team)s, %(organisation)s") % {"team": row.team, "organisation": row.organisation}
