"""A plan and its checks in finished sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from networks.calendar.rules import WorkingHours
from organisations.needs.rules import NEEDS, need_labels
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.reading import OpenedPlan
from referrals.aftercare.records import CheckRecord, HowNow
from referrals.aftercare.rules import (
    APART_DAYS,
    OPEN,
    TRIES,
    CheckStatus,
    EndedHow,
    PlanStatus,
    opening_after,
)
from referrals.referrals.presenters.wording import capital
from referrals.referrals.rules import Way

Rows = list[tuple[str, str]]
COLOURS: Final[dict[str, str]] = {
    CheckStatus.PLANNED: "grey",
    CheckStatus.DUE: "blue",
    CheckStatus.DONE: "green",
    CheckStatus.NOT_REACHED: "orange",
    CheckStatus.MISSED: "orange",
    CheckStatus.CANCELLED: "grey",
}
_STANDS: Final[dict[str, Promise]] = {
    PlanStatus.NOT_BEGUN: gettext_lazy(
        "This begins when a crisis has been met, or when the last referral has ended."
    ),
    PlanStatus.SAID_NO: gettext_lazy("They do not want to be asked how they are."),
}


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One try, or one talk. `before` says that it was put right later."""

    title: str
    by: str
    when: str
    machine: str
    rows: Rows
    words: str
    quote: str
    before: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    id: str
    title: str
    tag: dict[str, str]
    when: str
    records: list[RecordShown]
    correct: str
    refer: str
    what_else: str


def page_of_plan(network: str, plan_id: Any, **_where: Any) -> str:
    return reverse("referrals:aftercare_plan", kwargs={"network": network, "plan_id": plan_id})


def page_of_check(network: str, check_id: Any, **_where: Any) -> str:
    return reverse("referrals:aftercare_check", kwargs={"network": network, "check_id": check_id})


def check_name(check: AftercareCheck, total: int) -> str:
    return _("Check %(number)s of %(total)s") % {"number": check.number, "total": total}


def weeks_in_words(check: AftercareCheck) -> str:
    return ngettext(
        "%(n)d week after they were helped", "%(n)d weeks after they were helped", check.weeks
    ) % {"n": check.weeks}


def tries_in_words(check: AftercareCheck) -> str:
    return _("Tried %(n)s of %(total)s times") % {"n": check.tries, "total": TRIES}


def due_tag(check: AftercareCheck, now: datetime) -> dict[str, str]:
    """By when; what is over says how it ended."""
    if check.status not in OPEN or check.next_action_at is None:
        return {"text": str(CheckStatus(check.status).label), "colour": COLOURS[check.status]}
    if check.status == CheckStatus.PLANNED:
        day = localtime(check.next_action_at).date()
        return {"text": capital(moments.when(day, now)), "colour": "grey"}
    late = check.next_action_at < now
    return {
        "text": capital(moments.by(check.next_action_at, now)),
        "colour": "red" if late else "blue",
    }


def standing_of(plan: AftercarePlan, opened: OpenedPlan, *, now: datetime) -> str:
    """One sentence: what happens next, or why nothing does."""
    check = opened.open_check
    if opened.erased:
        return _("This has ended.")
    if plan.status == PlanStatus.ENDED:
        return _("This has ended. %(how)s.") % {"how": EndedHow(plan.ended_how).label}
    if plan.status != PlanStatus.RUNNING or check is None or check.next_action_at is None:
        return str(_STANDS.get(plan.status, _STANDS[PlanStatus.NOT_BEGUN]))
    words = {
        "team": plan.team.name,
        "when": moments.when(localtime(check.next_action_at).date(), now),
    }
    if check.status == CheckStatus.PLANNED:
        return _("%(team)s asks them how they are %(when)s.") % words
    if check.tries:
        return _("%(team)s has not reached them yet, and tries again %(when)s.") % words
    return _("Now is the time to ask them how they are. %(team)s does it.") % words


def checks_shown(
    opened: OpenedPlan, *, actor: Actor, may_refer: bool, now: datetime
) -> list[CheckShown]:
    checks = [one for one in opened.checks if one.status != CheckStatus.CANCELLED]
    return [
        _check_shown(one, opened, len(checks), actor=actor, may_refer=may_refer, now=now)
        for one in checks
    ]


def trying_in_words(check: AftercareCheck) -> str:
    """What a failed try leads to, said before it is."""
    words = {"number": check.tries + 1, "total": TRIES}
    if check.tries + 1 >= TRIES:
        return (
            _("This is try %(number)s of %(total)s. After it we close this check as not reached.")
            % words
        )
    return _("This is try %(number)s of %(total)s. We remind you when to try again.") % words


def last_in_words(said: CheckRecord | None) -> str:
    """For the question how steady money feels: what they said the last time."""
    if said is None or said.steadiness is None:
        return _("0 is not steady at all, 10 is very steady.")
    return _("0 is not steady at all, 10 is very steady. Last time, on %(day)s: %(number)s.") % {
        "day": _day(said.at),
        "number": said.steadiness,
    }


def change_in_words(now_said: int | None, before: int | None) -> str:
    """How the number moved since the last check; nothing where one of them was not said."""
    if now_said is None or before is None:
        return ""
    words = {"now": now_said, "before": before}
    if now_said > before:
        return _("Money feels steadier: %(now)s of 10. It was %(before)s.") % words
    if now_said < before:
        return _("Money feels less steady: %(now)s of 10. It was %(before)s.") % words
    return _("Money feels as steady as last time: %(now)s of 10.") % words


def going_on_in_words(
    opened: OpenedPlan, check: AftercareCheck, *, now: datetime, hours: WorkingHours
) -> str:
    """When they are asked again, if this is written down now; empty where it is the last time."""
    later = [
        one.due_at for one in opened.checks if one.status in OPEN and one.number > check.number
    ]
    if not later:
        return ""
    following = max(min(later), opening_after(now, APART_DAYS, hours=hours))
    day = moments.when(localtime(following).date(), now)
    return _("The next check is %(when)s. If you choose no, there are no more checks.") % {
        "when": day
    }


def before_this(opened: OpenedPlan, check: AftercareCheck) -> CheckRecord | None:
    """The last time somebody spoke to them, before this check."""
    numbers = {one.pk: one.number for one in opened.checks}
    earlier = [one for one in opened.talks if numbers.get(one.of_check_id, 0) < check.number]
    return earlier[-1] if earlier else None


def _check_shown(
    check: AftercareCheck,
    opened: OpenedPlan,
    total: int,
    *,
    actor: Actor,
    may_refer: bool,
    now: datetime,
) -> CheckShown:
    network = actor.network.slug
    said = opened.standing(check)
    own = check.team_id in actor.teams
    where = {"network": network, "check_id": check.pk}
    begun = said is not None and any(one.created_at >= said.at for one in opened.led_to)
    wants = said is not None and bool(said.crises or said.further_needs) and not begun
    return CheckShown(
        id=f"check-{check.number}",
        title=check_name(check, total),
        tag=due_tag(check, now),
        when=_when(check, now),
        records=[
            _record_shown(one, opened, now=now)
            for one in opened.records
            if one.of_check_id == check.pk
        ],
        correct=reverse("referrals:correct_check", kwargs=where) if said and own else "",
        refer=reverse("referrals:refer_from_check", kwargs=where)
        if said and wants and may_refer
        else "",
        what_else=", ".join(need_labels([*said.crises, *said.further_needs])) if said else "",
    )


def _when(check: AftercareCheck, now: datetime) -> str:
    planned = _("Planned for %(day)s.") % {"day": _day(check.due_at)}
    if not check.tries or check.status == CheckStatus.DONE:
        return planned
    ways = ", ".join(str(Way(way).label) for way in check.tried_ways if way in Way.values)
    if not ways:
        return planned
    return _("%(planned)s Tried %(n)s of %(total)s times: %(ways)s.") % {
        "planned": planned,
        "n": check.tries,
        "total": TRIES,
        "ways": ways,
    }


def _record_shown(kept: CheckRecord, opened: OpenedPlan, *, now: datetime) -> RecordShown:
    title = _("Spoke to them") if kept.reached else _("Tried to reach them")
    return RecordShown(
        title=title,
        by=kept.by_name,
        when=moments.at(kept.at, now),
        machine=moments.machine(kept.at),
        rows=_rows(kept, opened),
        words=kept.words,
        quote=_quote(kept),
        before=_("Put right later. What stands now is below.") if kept.replaced_at else "",
    )


def _quote(kept: CheckRecord) -> str:
    if not kept.words:
        return ""
    return (
        _("They agree that this is repeated without their name.")
        if kept.may_quote
        else _("They do not want this repeated.")
    )


def _rows(kept: CheckRecord, opened: OpenedPlan) -> Rows:
    """What was not asked has no row."""
    needs = opened.needs_now.get(kept.pk, {})
    way = str(Way(kept.way).label) if kept.way else ""
    since = {True: _("Yes"), False: _("No"), None: ""}[kept.crisis_since]
    rows = [
        (_("How"), way),
        *((str(NEEDS[code]), str(HowNow(state).label)) for code, state in needs.items()),
        (_("A crisis again"), ", ".join(need_labels(kept.crises)) or since),
        (_("How steady money feels"), _steadiness(kept, opened)),
        (_("What else is needed"), ", ".join(need_labels(kept.further_needs))),
        (_("What they told us"), kept.note),
    ]
    return [(name, value) for name, value in rows if value]


def _steadiness(kept: CheckRecord, opened: OpenedPlan) -> str:
    if kept.steadiness is None:
        return ""
    numbers = {one.pk: one.number for one in opened.checks}
    own = numbers.get(kept.of_check_id, 0)
    earlier = [
        one.steadiness
        for one in opened.talks
        if numbers.get(one.of_check_id, 0) < own and one.steadiness is not None
    ]
    change = change_in_words(kept.steadiness, earlier[-1] if earlier else None)
    return change or _("%(number)s of 10") % {"number": kept.steadiness}


def _day(moment: datetime) -> str:
    return moments.full_date(localtime(moment).date())


def needs_title(codes: Sequence[str]) -> str:
    return ", ".join(need_labels(list(codes)))
