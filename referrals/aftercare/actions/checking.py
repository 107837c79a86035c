"""One check: held while it is written down, done, or tried in vain."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref
from referrals.aftercare.actions.beginning import note
from referrals.aftercare.actions.planning import (
    end,
    hours_of,
    lock_plan,
    set_clocks,
    stop_clocks,
)
from referrals.aftercare.actions.planning import (
    go_on as to_the_next,
)
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.queries import open_checks
from referrals.aftercare.rules import (
    OPEN,
    TRIES,
    TRY_AGAIN_DAYS,
    CheckStatus,
    EndedHow,
    opening_after,
)
from referrals.referrals.rules import Way


def lock_check(*, actor: Actor, check_id: UUID) -> AftercareCheck:
    """The check with its plan, held until commit. NotAllowed unless the actor's team owns it.

    Closed ones too, to be corrected; to finish or try one, it has to be open.
    """
    plan_id = (
        AftercareCheck.objects.filter(pk=check_id, team__in=actor.teams)
        .values_list("plan", flat=True)
        .first()
    )
    if plan_id is None:
        raise NotAllowed(_("There is no such check here."))
    plan = lock_plan(actor=actor, plan_id=plan_id)
    check = AftercareCheck.objects.get(pk=check_id)
    check.plan = plan
    return check


def finish_check(
    check: AftercareCheck, *, actor: Actor, at: datetime, go_on: bool
) -> AftercarePlan:
    """It was made. Then comes the next one, unless this was the last or they want no more.

    Of a locked check. Conflict for one that is over: somebody was first, or the plan has ended.
    """
    _check_open(check)
    _close(check, CheckStatus.DONE, at=at)
    plan = check.plan
    note(plan, "checked", actor=actor, reason=str(check.number))
    if go_on:
        to_the_next(plan, at=at, or_else=EndedHow.FINISHED)
    else:
        last = not plan.checks.filter(status=CheckStatus.PLANNED).exists()
        end(plan, EndedHow.FINISHED if last else EndedHow.ENOUGH, at=at)
    return plan


def tried(
    check: AftercareCheck, *, actor: Actor, at: datetime, way: str, try_id: UUID
) -> AftercarePlan:
    """They were not reached: again some working days later, and after the third time no more.

    `try_id` comes with the form: the same one twice is the same try.
    """
    plan = check.plan
    if try_id in check.try_ids:
        return plan
    _check_open(check)
    if way not in Way.values:
        raise Problem(_("Choose how you tried to reach them."), field="way")
    check.tries += 1
    check.try_ids, check.tried_ways = [*check.try_ids, try_id], [*check.tried_ways, way]
    check.tried_at = at
    tries = ["tries", "try_ids", "tried_ways", "tried_at"]
    if check.tries >= TRIES:
        _close(check, CheckStatus.NOT_REACHED, at=at, besides=tries)
        to_the_next(plan, at=at, or_else=EndedHow.NOT_REACHED)
    else:
        again = opening_after(at, TRY_AGAIN_DAYS, hours=hours_of(check.network_id))
        check.status, check.next_action_at = CheckStatus.DUE, again
        check.save(update_fields=["status", "next_action_at", *tries])
        set_clocks([check])
    note(plan, "tried", actor=actor, reason=way)
    return plan


def close_missed(check: AftercareCheck, plan: AftercarePlan, *, at: datetime) -> None:
    """By the system, of a plan that it holds: nobody asked in time. On to the next check."""
    _close(check, CheckStatus.MISSED, at=at)
    network = network_ref(network_by_id(plan.network_id))
    note(plan, "missed", actor=Actor(network=network, name=""), reason=str(check.number))
    to_the_next(plan, at=at, or_else=EndedHow.MISSED)


def _check_open(check: AftercareCheck) -> None:
    """Open, and the first of its plan that is: they are made in their order."""
    if check.status not in OPEN:
        raise Conflict(_("Somebody has written this check down already, or it has ended."))
    if open_checks(check.plan)[0].pk != check.pk:
        raise Conflict(_("There is an earlier check of this person. Write that one down first."))


def _close(
    check: AftercareCheck, status: CheckStatus, *, at: datetime, besides: list[str] | None = None
) -> None:
    check.status, check.done_at, check.next_action_at = status, at, None
    check.save(update_fields=["status", "done_at", "next_action_at", *(besides or [])])
    stop_clocks([check.pk])
