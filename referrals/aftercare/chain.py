"""What a conversation goes on from, and what it led to: each shows the other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.presenters import page_of_plan
from referrals.aftercare.rules import OPEN, CheckStatus, EndedHow, PlanStatus
from referrals.assessments.models import Assessment
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.rules import Status


@dataclass(frozen=True, slots=True)
class PlanInWords:
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Beside a referral: that they are asked how they are, and what it goes on from or led to."""

    plans: list[PlanInWords]
    chain: list[dict[str, str]]


def panel_of(assessment: Assessment, *, actor: Actor, now: datetime) -> Panel:
    """For who holds the letter. One query where nothing has begun yet."""
    network = actor.network.slug
    plans = plans_in_words([assessment.pk], actor=actor, now=now)
    later = led_to(_continued_by(assessment.pk), network=network) if plans else []
    return Panel(plans, [*goes_on_from(assessment, network=network), *later])


def goes_on_from(assessment: Assessment, *, network: str) -> list[dict[str, str]]:
    """The conversation before, as far as the context may open it; no query where there is none."""
    if assessment.continues_id is None:
        return []
    before = Assessment.objects.filter(pk=assessment.continues_id).first()
    if before is None:
        return [{"text": _("This goes on from what they told another time."), "href": ""}]
    plan = AftercarePlan.objects.filter(assessment=before).first()
    words = _("This goes on from what they told on %(day)s.") % {"day": _day(before.created_at)}
    return [{"text": words, "href": page_of_plan(network, plan.pk) if plan else ""}]


def led_to(later: Collection[Assessment], *, network: str) -> list[dict[str, str]]:
    """The referrals that followed; of what was not sent yet, the way to go on with it."""
    if not later:
        return []
    made: dict[UUID, list[Referral]] = {}
    rows = Referral.objects.filter(assessment__in=[one.pk for one in later])
    for row in rows.exclude(status=Status.DRAFT).order_by("created_at", "id"):
        made.setdefault(row.assessment_id, []).append(row)
    return [link for one in later for link in _later(one, made.get(one.pk, []), network)]


def plans_in_words(
    assessment_ids: Collection[UUID], *, actor: Actor, now: datetime
) -> list[PlanInWords]:
    """For the page of a person or a referral: `Aftercare: check 1 of 3 on 4 May`. Two queries."""
    plans = list(
        AftercarePlan.objects.filter(assessment__in=list(assessment_ids))
        .exclude(status=PlanStatus.NOT_BEGUN)
        .order_by("-created_at", "-id")
    )
    if not plans:
        return []
    checks: dict[UUID, list[AftercareCheck]] = {}
    rows = AftercareCheck.objects.filter(plan__in=plans).exclude(status=CheckStatus.CANCELLED)
    for check in rows:
        checks.setdefault(check.plan_id, []).append(check)
    network = actor.network.slug
    return [
        PlanInWords(page_of_plan(network, plan.pk), _plan(plan, checks.get(plan.pk, []), now))
        for plan in plans
    ]


def _continued_by(assessment_id: UUID) -> list[Assessment]:
    rows = Assessment.objects.filter(continues=assessment_id, discarded_at=None)
    return list(rows.order_by("created_at", "id"))


def _plan(plan: AftercarePlan, checks: list[AftercareCheck], now: datetime) -> str:
    waiting = next((one for one in checks if one.status in OPEN), None)
    if plan.status == PlanStatus.SAID_NO:
        return _("Aftercare: they do not want to be asked")
    if waiting is None or waiting.next_action_at is None:
        how = EndedHow(plan.ended_how).label if plan.ended_how else ""
        return _("Aftercare: ended. %(how)s.") % {"how": how}
    return _("Aftercare: check %(number)s of %(total)s %(when)s") % {
        "number": waiting.number,
        "total": len(checks),
        "when": moments.when(localtime(waiting.next_action_at).date(), now),
    }


def _later(one: Assessment, made: list[Referral], network: str) -> list[dict[str, str]]:
    day = _day(one.created_at)
    if made:
        return [
            {
                "text": _("Led to referral %(reference)s, begun on %(day)s.")
                % {"reference": row.reference, "day": day},
                "href": page_of_referral(network, row.reference),
            }
            for row in made
        ]
    where = {"network": network, "assessment_id": one.pk}
    return [
        {
            "text": _("Led to a new referral, begun on %(day)s and not sent yet.") % {"day": day},
            "href": reverse("referrals:story", kwargs=where),
        }
    ]


def _day(moment: datetime) -> str:
    return moments.full_date(localtime(moment).date())
