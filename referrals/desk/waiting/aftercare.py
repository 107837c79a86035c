"""Aftercare that came to the desk: plans whose team is gone, and checks that nobody made."""

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.members.presenters import full_name
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.queries import late_checks, plans_with_desk
from referrals.desk.waiting.rows import Look, Step, Waits


def taken_on(look: Look) -> list[Waits]:
    return [_plan(one, look) for one in look.of(plans_with_desk(look.actor))]


def not_made(look: Look) -> list[Waits]:
    return [_check(one, look) for one in look.of(late_checks(look.actor, hours=look.hours))]


def _plan(one: AftercarePlan, look: Look) -> Waits:
    return Waits(
        subject_id=one.pk,
        what=_("Aftercare that the desk took on"),
        who=_("From %(team)s") % {"team": full_name(one.first_team)},
        phone=one.first_team.phone,
        since=one.with_desk_since,
        at=one.with_desk_since,
        step=Step(_("Make the check, or give it to a team"), _page(look, one.pk)),
    )


def _check(one: AftercareCheck, look: Look) -> Waits:
    return Waits(
        subject_id=one.pk,
        what=_("Check %(n)d has not been made") % {"n": one.number},
        who=full_name(one.team),
        phone=one.team.phone,
        since=one.due_at,
        at=one.next_action_at,
        due=one.next_action_at,
        step=Step(_("Ring the team, or give it to another"), _page(look, one.plan_id)),
    )


def _page(look: Look, plan_id: object) -> str:
    where = {"network": look.actor.network.slug, "plan_id": plan_id}
    return reverse("referrals:aftercare_plan", kwargs=where)
