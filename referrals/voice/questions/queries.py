"""What may still be asked, for the person's own pages, a worker's form and lists."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person, system
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.voice.models import PersonLink
from referrals.voice.questions.models import EndQuestions, TheirWords
from referrals.voice.questions.rules import ANSWERS, State, may_change, next_question

_OVER = (Status.CLOSED, Status.DECLINED)


@dataclass(frozen=True, slots=True)
class About:
    """One request that has ended. `said` are the codes: they are shown only after the check."""

    referral: Referral
    said: dict[str, str]
    # Something was said; and there is nothing left to ask, or it is too late to ask it.
    answered: bool
    done: bool


def to_answer(link: PersonLink) -> list[About]:
    """The requests of the conversation that have ended and went to somebody, the newest first."""
    with enter(system(link.network_id)):
        rows = Referral.objects.filter(
            assessment=link.assessment_id, status__in=_OVER, to_team__isnull=False
        )
        referrals = list(rows.order_by("-ended_at", "-id"))
        asked = {
            one.referral_id: one
            for one in EndQuestions.objects.filter(referral__in=[row.pk for row in referrals])
        }
    return [_about(referral, asked.get(referral.pk)) for referral in referrals]


def _about(referral: Referral, row: EndQuestions | None) -> About:
    said = {name: getattr(row, name) for name in ANSWERS} if row else {}
    told = {name: code for name, code in said.items() if code}
    answered = row is not None and row.state == State.ANSWERED
    when = row.answered_at if row else None
    over = not next_question(told) or not may_change(when, timezone.now())
    return About(referral, told, answered=answered, done=answered and over)


def own_words(link: PersonLink, referral_id: UUID) -> TheirWords | None:
    """What they said before, for who has shown that it is they."""
    with enter(person(link.network_id, link.client_id)):
        return TheirWords.objects.filter(referral=referral_id).first()


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one referral, for a worker: whether it was asked and answered, and never what was said."""

    state: str = ""
    given: str = ""
    answered_at: datetime | None = None


def standing_of(referral: Referral, *, actor: Actor) -> Standing | None:
    """For the team that was told their story; None for anybody else, or while it is open."""
    told_to = referral.origin_team_id in actor.teams
    if not told_to or referral.status not in _OVER or referral.to_team_id is None:
        return None
    return _standings([referral], actor)[referral.pk]


def standings_of_story(assessment_id: UUID, *, actor: Actor) -> list[tuple[Referral, Standing]]:
    """The same of every referral of a story that has ended, the newest first."""
    rows = Referral.objects.filter(
        assessment=assessment_id,
        origin_team__in=actor.teams,
        status__in=_OVER,
        to_team__isnull=False,
    )
    referrals = list(rows.order_by("-ended_at", "-id"))
    found = _standings(referrals, actor)
    return [(one, found[one.pk]) for one in referrals]


def _standings(referrals: list[Referral], actor: Actor) -> dict[UUID, Standing]:
    with enter(system(actor.network.id)):
        rows = EndQuestions.objects.filter(referral__in=[one.pk for one in referrals])
        known = {one.referral_id: Standing(one.state, one.given, one.answered_at) for one in rows}
    return {one.pk: known.get(one.pk, Standing()) for one in referrals}


def words_said(referral: Referral) -> TheirWords | None:
    """In the context of the team that was told."""
    return TheirWords.objects.filter(referral=referral.pk).first()


def waits_for_answer(link: PersonLink) -> bool:
    """Whether something has ended that they have not told us about."""
    return any(not one.answered for one in to_answer(link))
