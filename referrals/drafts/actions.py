"""Keeping what is typed before it is saved, and keeping a draft longer."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.queries import referring_teams
from referrals.assessments.actions.keeping import check_not_sent, lock_assessment
from referrals.assessments.models import Assessment
from referrals.drafts.clock import begin_again, typed_at
from referrals.drafts.models import KeptTyping, Step
from referrals.rights.standing import refuse_if_erased

# Ten times the longest story and everything around it; a file is never kept this way.
MOST_CHARACTERS = 60_000
MOST_NAMES = 600


@transaction.atomic
def keep_typing(
    *,
    actor: Actor,
    assessment_id: UUID,
    step: str,
    data: Mapping[str, Sequence[str]],
    before: str = "",
    team_id: UUID | None = None,
) -> datetime:
    """One form as it stands now, judged by nobody; answers when it was kept.

    The conversation may not exist yet: then it is for `team_id`, or else the first of the
    actor's teams.
    """
    if step not in Step.values or actor.member_id is None:
        raise NotAllowed(_("There is no such page here."))
    _check_size(data)
    now = timezone.now()
    row = KeptTyping(
        network_id=actor.network.id,
        team_id=_team(actor, assessment_id, team_id),
        member_id=actor.member_id,
        assessment_id=assessment_id,
        step=step,
        data={name: list(values) for name, values in data.items()},
        before=before[:64],
        kept_at=now,
    )
    KeptTyping.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["network", "team", "assessment_id", "step", "member"],
        update_fields=["data", "before", "kept_at"],
    )
    typed_at(assessment_id, network_id=actor.network.id, now=now)
    begin_again(assessment_id, network_id=actor.network.id, now=now)
    return now


@transaction.atomic
def forget_typing(
    *, actor: Actor, assessment_id: UUID, steps: Collection[str], also: UUID | None = None
) -> None:
    """What the actor typed there, and the row `also`, perhaps a colleague's, that they saw."""
    rows = KeptTyping.objects.filter(
        assessment_id=assessment_id, step__in=steps, team__in=actor.teams
    )
    rows.filter(member=actor.member_id).delete()
    if also:
        rows.filter(pk=also).delete()


@transaction.atomic
def keep_longer(*, actor: Actor, assessment_id: UUID) -> None:
    """Another 30 days from now, for what nobody sent."""
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    check_not_sent(assessment)
    begin_again(assessment_id, network_id=actor.network.id, now=timezone.now())
    record("assessment.kept", actor=actor, subject_kind="assessment", subject_id=assessment_id)


def _team(actor: Actor, assessment_id: UUID, team_id: UUID | None) -> UUID:
    if not actor.teams:
        raise NotAllowed(_("There is no such page here."))
    own = Assessment.objects.filter(pk=assessment_id, team__in=actor.teams)
    begun = own.select_related("client").first()
    if begun:
        refuse_if_erased(begun.client)
        return begun.team_id
    allowed = [team.pk for team in referring_teams(actor)]
    if not allowed:
        raise NotAllowed(_("There is no such page here."))
    return team_id if team_id in allowed else allowed[0]


def _check_size(data: Mapping[str, Sequence[str]]) -> None:
    characters = sum(len(text) for values in data.values() for text in values)
    if len(data) > MOST_NAMES or characters > MOST_CHARACTERS:
        raise Problem(_("This is too much to be kept."))
