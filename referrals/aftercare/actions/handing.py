"""A plan whose team cannot go on passes to the desk, and from there to who knows the person.

The envelope passes always; the letter only where the person agreed that the desk may see it.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id
from organisations.directory.rules import ITEMS
from organisations.members.models import Team
from organisations.roles.queries import network_ref, people_told_about
from referrals.aftercare.actions.beginning import note
from referrals.aftercare.actions.planning import close_to_desk, lock_plan, set_clocks
from referrals.aftercare.holding import restricted_stories
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.queries import open_checks, other_holders
from referrals.aftercare.rules import OPEN, CheckStatus, PlanStatus
from referrals.clients.models import Share
from referrals.clocks.queries import desk_of
from referrals.consent.models import Consent
from referrals.rights.standing import restricted_says

WITH_DESK = "aftercare_with_desk"


@transaction.atomic
def hand_to_desk(*, actor: Actor, plan_id: UUID) -> AftercarePlan:
    """By somebody who works in its team, or manages it. To the desk already is a double click."""
    theirs = {*actor.teams, *actor.envelopes}
    seen = AftercarePlan.objects.filter(pk=plan_id, network_id=actor.network.id).first()
    if seen is None:
        raise NotAllowed(_("There is no such plan here."))
    if seen.with_desk_since and seen.first_team_id in theirs:
        return seen
    if seen.team_id not in theirs:
        raise NotAllowed(_("There is no such plan here."))
    if seen.status != PlanStatus.RUNNING:
        raise Conflict(_("This aftercare is not running. Nothing was changed."))
    with enter(system(actor.network.id)):
        _refuse_if_restricted(seen)
        plan = AftercarePlan.objects.select_for_update(of=("self",)).get(pk=plan_id)
        if (plan.team_id, plan.status) != (seen.team_id, PlanStatus.RUNNING):
            raise Conflict(_("Somebody has changed this aftercare meanwhile."))
        desk = _desk(actor.network.id)
        if plan.team_id == desk.pk:
            raise Conflict(_("The desk has this aftercare already."))
        _to_desk(plan, desk, actor=actor)
    return plan


def hand_over_plans(network_id: UUID, team_id: UUID) -> int:
    """All that run with a team that has closed, left or paused. In the system's context.

    One that somebody is working on is left for the next time.
    """
    desk = desk_of(network_id)
    if desk is None or desk.pk == team_id:
        return 0
    actor = Actor(network=network_ref(network_by_id(network_id)), name="")
    held = AftercarePlan.objects.select_for_update(skip_locked=True, of=("self",))
    plans = held.filter(network_id=network_id, team=team_id, status=PlanStatus.RUNNING)
    count = 0
    waiting = restricted_stories(plans.values_list("assessment_id", flat=True))
    # What is restricted is looked at again the next night.
    for plan in plans.exclude(assessment__in=waiting).order_by("id"):
        _to_desk(plan, desk, actor=actor)
        count += 1
    return count


@transaction.atomic
def give_to_team(*, actor: Actor, plan_id: UUID, team_id: UUID) -> AftercarePlan:
    """The desk finds who goes on: a team that may open the letter."""
    plan = lock_plan(actor=actor, plan_id=plan_id)
    if plan.status != PlanStatus.RUNNING or plan.team_id != actor.desk_team:
        raise Conflict(_("The desk does not have this aftercare any more. Nothing was changed."))
    now = timezone.now()
    with enter(system(actor.network.id)):
        _refuse_if_restricted(plan)
        if team_id not in {team.pk for team in other_holders(plan)}:
            raise Problem(
                _("Choose a team that helps this person, and may read about them."), field="team"
            )
        close_to_desk(plan, at=now)
        _pass_on(plan, team_id)
        plan.with_desk_since = None
        plan.save(update_fields=["team", "with_desk_since"])
    note(plan, "given", actor=actor)
    return plan


def _refuse_if_restricted(plan: AftercarePlan) -> None:
    if restricted_stories([plan.assessment_id]):
        raise Problem(restricted_says())


def _to_desk(plan: AftercarePlan, desk: Team, *, actor: Actor) -> None:
    now = timezone.now()
    _pass_on(plan, desk.pk)
    plan.with_desk_since = now
    plan.save(update_fields=["team", "with_desk_since"])
    opened = _open_letter(plan)
    note(plan, "to_desk", actor=actor, reason="letter" if opened else "envelope")
    people = people_told_about(desk.pk)
    enqueue(
        WITH_DESK,
        network_id=plan.network_id,
        recipients=[one for one in people if one != actor.member_id],
        subject_id=plan.pk,
        event_id=new_id(),
    )


def _pass_on(plan: AftercarePlan, team_id: UUID) -> None:
    """Who has it now is reminded as if it were due anew."""
    plan.team_id = team_id
    plan.checks.filter(status__in=OPEN).update(team_id=team_id)
    now = timezone.now()
    due = [one for one in open_checks(plan) if one.status == CheckStatus.DUE]
    for check in due:
        check.next_action_at = max(now, check.next_action_at or now)
        check.save(update_fields=["next_action_at"])
    set_clocks(due)


def _open_letter(plan: AftercarePlan) -> bool:
    """One share, in the name of the team that was told: the wall lets through no other.

    As the custodian, since that team may be gone; only under an agreement that stands and names
    the desk.
    """
    now = timezone.now()
    with enter(custodian(plan.network_id)):
        named = Consent.objects.filter(assessment=plan.assessment_id, names_desk=True)
        consent = named.exclude(expires_at__lte=now).order_by("-recorded_at", "-id").first()
        own = Share.objects.filter(
            assessment=plan.assessment_id, ground=Share.Ground.ORIGIN, until=None
        ).first()
        if own is not None and own.team_id == plan.team_id:
            return True
        if consent is None or own is None:
            return False
        Share.objects.create(
            network_id=plan.network_id,
            client_id=own.client_id,
            assessment_id=plan.assessment_id,
            parent=own,
            consent=consent,
            team_id=plan.team_id,
            ground=Share.Ground.DESK,
            items=list(ITEMS),
            granted_by_id=own.team_id,
            since=now,
        )
    return True


def _desk(network_id: UUID) -> Team:
    desk = desk_of(network_id)
    if desk is None:
        raise Problem(_("This network has no desk that could go on with it."))
    return desk
