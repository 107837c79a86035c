"""The checks of somebody's teams, as a list: envelopes, and never who is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, OuterRef, Subquery, TextChoices
from django.utils.translation import gettext_lazy as _

from ccs.paging.keyset import Cursor, Page, page_of
from ccs.tenancy.actor import Actor
from organisations.members.models import Team
from referrals.aftercare.holding import restricted_stories
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import CLOSED, CheckStatus
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status

# As many as anybody asks in a day.
MOST_DUE: Final = 30


class Shelf(TextChoices):
    """The three lists."""

    DUE = "due", _("Due now")
    COMING = "coming", _("Coming")
    OVER = "over", _("Done")


@dataclass(frozen=True, slots=True)
class About:
    """What an envelope tells of a conversation: what for, and under which references."""

    needs: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRow:
    """`waits`: the record is restricted, and nobody is asked until that ends."""

    check: AftercareCheck
    plan: AftercarePlan
    about: About
    waits: bool = False


def checks_on(
    shelf: str, *, actor: Actor, team_id: UUID | None, cursor: Cursor | None
) -> tuple[list[CheckRow], Page[AftercareCheck]]:
    """A page of one list, in the order of what is to be done next; the newest of those over."""
    teams = [team for team in actor.envelopes if team_id in (None, team)]
    if not teams:
        return [], Page(rows=[], previous="", next="")
    over = shelf == Shelf.OVER
    status = {Shelf.DUE: (CheckStatus.DUE,), Shelf.COMING: (CheckStatus.PLANNED,)}
    rows = AftercareCheck.objects.filter(status__in=status.get(Shelf(shelf), CLOSED))
    page = page_of(
        [rows.filter(team=team) for team in teams],
        by="done_at" if over else "next_action_at",
        newest_first=over,
        cursor=cursor,
    )
    return _rows(page.rows), page


def checks_due(actor: Actor) -> list[Any]:
    """Those that wait for one of the actor's teams, the most pressing first: for the home page.

    Each with `codes`, what was asked for, and the first `reference`: one query, and no look at
    the person.
    """
    if not actor.teams:
        return []
    asked = Referral.objects.filter(assessment=OuterRef("assessment")).exclude(status=Status.DRAFT)
    codes = asked.annotate(code=Func(F("needs"), function="unnest")).values("code")
    due = AftercareCheck.objects.filter(team__in=actor.teams, status=CheckStatus.DUE)
    reference = Subquery(asked.order_by("created_at", "id").values("reference")[:1])
    rows = due.annotate(codes=ArraySubquery(codes), reference=reference)
    return list(rows.order_by("next_action_at", "id")[:MOST_DUE])


def teams_asking(actor: Actor) -> list[Team]:
    """The actor's teams, and those they manage, by name."""
    return list(Team.objects.filter(pk__in=actor.envelopes).order_by("name"))


def about_conversations(assessment_ids: Collection[UUID]) -> dict[UUID, About]:
    """From the referrals that the context may see: one query."""
    rows = Referral.objects.filter(assessment__in=assessment_ids).exclude(status=Status.DRAFT)
    found: dict[UUID, list[tuple[str, Sequence[str]]]] = {}
    for key, reference, needs in rows.order_by("created_at", "id").values_list(
        "assessment_id", "reference", "needs"
    ):
        found.setdefault(key, []).append((reference, needs))
    return {
        key: About(
            needs=tuple(dict.fromkeys(code for _reference, needs in made for code in needs)),
            references=tuple(reference for reference, _needs in made),
        )
        for key, made in found.items()
    }


def _rows(checks: Sequence[AftercareCheck]) -> list[CheckRow]:
    if not checks:
        return []
    plans = AftercarePlan.objects.in_bulk([check.plan_id for check in checks])
    about = about_conversations({check.assessment_id for check in checks})
    # What waits is planned again, and never due.
    planned = [one.assessment_id for one in checks if one.status == CheckStatus.PLANNED]
    waiting = restricted_stories(planned) if planned else set()
    nothing = About((), ())
    return [
        CheckRow(
            check,
            plans[check.plan_id],
            about.get(check.assessment_id, nothing),
            waits=check.assessment_id in waiting,
        )
        for check in checks
    ]
