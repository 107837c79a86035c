"""Aftercare as the desk sees it: which team, which check, since when. Nobody's name."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.ui import moments, phones
from organisations.members.presenters import full_name
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.rules import PlanStatus


def late_shown(checks: Sequence[AftercareCheck], *, network: str) -> list[dict[str, Any]]:
    """Whom to ring: the team, and how."""
    return [
        {
            "href": _page(network, check.plan_id),
            "title": full_name(check.team),
            "facts": [
                _("Check %(n)d") % {"n": check.number},
                _("Was to be made on %(day)s") % {"day": _day(check.next_action_at)},
                _("Telephone: %(phone)s") % {"phone": phones.shown(check.team.phone)}
                if check.team.phone
                else "",
            ],
        }
        for check in checks
    ]


def with_desk_shown(
    plans: Sequence[AftercarePlan], *, readable: Collection[UUID], network: str
) -> list[dict[str, Any]]:
    """Whether the desk may make the checks itself, said plainly."""
    return [
        {
            "href": _page(network, plan.pk),
            "title": _("From %(team)s") % {"team": full_name(plan.first_team)},
            "facts": [
                _("With the desk since %(day)s") % {"day": _day(plan.with_desk_since)},
                _("They agreed that the desk sees their story: make the checks.")
                if plan.assessment_id in readable
                else _(
                    "You do not see who it is: they did not agree to that. Give it to a team that"
                    " knows them, or end it."
                ),
            ],
        }
        for plan in plans
    ]


def weeks_in_words(weeks: Sequence[int]) -> str:
    """Such as `after 2, 6 and 12 weeks`."""
    *first, last = [str(week) for week in weeks]
    if not first:
        return ngettext("after %(n)s week", "after %(n)s weeks", int(last)) % {"n": last}
    return _("after %(first)s and %(last)s weeks") % {"first": ", ".join(first), "last": last}


def preview(before: Sequence[int], after: Sequence[int], *, plans: dict[str, int]) -> list[str]:
    """What a change of the network's weeks does, and what it leaves."""
    running, to_come = plans.get(PlanStatus.RUNNING, 0), plans.get(PlanStatus.NOT_BEGUN, 0)
    changed = ngettext(
        "%(n)d person who was referred and is still being helped will be asked at the new times,"
        " unless their team has chosen others.",
        "%(n)d people who were referred and are still being helped will be asked at the new times,"
        " unless their team has chosen others.",
        to_come,
    ) % {"n": to_come}
    kept = ngettext(
        "%(n)d plan that runs now keeps its own times.",
        "%(n)d plans that run now keep their own times.",
        running,
    ) % {"n": running}
    will = [
        _("Until now people are asked %(weeks)s.") % {"weeks": weeks_in_words(before)},
        _("From now on they are asked %(weeks)s.") % {"weeks": weeks_in_words(after)},
    ]
    return [*will, *([changed] if to_come else []), *([kept] if running else [])]


def _page(network: str, plan_id: UUID) -> str:
    return reverse("referrals:aftercare_plan", kwargs={"network": network, "plan_id": plan_id})


def _day(moment: datetime | None) -> str:
    return moments.full_date(localtime(moment).date()) if moment else ""
