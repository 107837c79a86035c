"""What needs you: everything that waits for a person's teams, in the order in which it is due."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.capacity.models import Capacity
from organisations.capacity.rules import CONFIRMED_FOR, is_confirmed
from organisations.needs.rules import need_labels
from referrals.aftercare.presenters import page_of_check, tries_in_words, weeks_in_words
from referrals.assessments.models import OpenNeed
from referrals.desk.models import Offer
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import (
    capital,
    ending_of,
    needs_in_words,
    page_of_referral,
    receiver_of,
    sender_of,
    urgency_in_words,
    with_desk,
)
from referrals.referrals.rules import Status

_TO_DO: Final[dict[str, Promise]] = {
    Status.WITH_BROKER: gettext_lazy("Find somebody who can help: %(needs)s"),
    Status.SENT: gettext_lazy("Answer a referral: %(needs)s"),
    Status.RETURNED: gettext_lazy("Answer a question: %(needs)s"),
    Status.ACCEPTED: gettext_lazy("Contact the person: %(needs)s"),
    Status.IN_PROGRESS: gettext_lazy("Say how it is going, or close it: %(needs)s"),
}
_FEW_NAMES: Final = 3
_CALL: Final = gettext_lazy("The person says that nobody has called: %(needs)s")
_FIND_OUT: Final = gettext_lazy("Find out why nobody acted: %(needs)s")


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `settle` is where the buttons post that say a need came right."""

    at: datetime
    due: str
    late: bool
    title: str
    href: str
    facts: list[str]
    settle: str = ""


@dataclass(frozen=True, slots=True)
class TaskWriter:
    """Whose tasks these are, and at what time."""

    actor: Actor
    now: datetime

    def task(
        self, at: datetime, *, title: str, href: str, facts: list[str], settle: str = ""
    ) -> Task:
        return Task(
            at=at,
            due=capital(moments.by(at, self.now)),
            late=at < self.now,
            title=title,
            href=href,
            facts=facts,
            settle=settle,
        )

    def address(self, name: str, **kwargs: object) -> str:
        return reverse(f"referrals:{name}", kwargs={"network": self.actor.network.slug, **kwargs})


def tasks_of(
    writer: TaskWriter,
    *,
    referrals: Sequence[Referral],
    needs: Iterable[OpenNeed],
    unsent: Collection[UUID] = (),
    capacities: Iterable[Capacity] = (),
    offers: Iterable[Offer] = (),
    checks: Iterable[Any] = (),
) -> list[Task]:
    """`unsent` are the conversations that stand among the drafts: theirs is no task."""
    drafts = [
        one for one in referrals if one.status == Status.DRAFT and one.assessment_id not in unsent
    ]
    tasks = [
        *(_to_do(writer, one) for one in referrals if one.status != Status.DRAFT),
        *(_to_send(writer, group) for group in _by_conversation(drafts)),
        *(_left_open(writer, one) for one in needs),
        *_to_confirm(writer, capacities),
        *(_asked_by_desk(writer, one) for one in offers),
        *(_to_ask(writer, one) for one in checks),
    ]
    return sorted(tasks, key=lambda task: task.at)


def _by_conversation(drafts: list[Referral]) -> list[list[Referral]]:
    ordered = sorted(drafts, key=lambda one: str(one.assessment_id))
    return [list(group) for _key, group in groupby(ordered, key=lambda one: one.assessment_id)]


def _to_do(writer: TaskWriter, referral: Referral) -> Task:
    received = referral.to_team_id in writer.actor.teams
    to_do = _FIND_OUT if with_desk(referral) else _TO_DO[referral.status]
    said: datetime | None = getattr(referral, "not_called_at", None)
    if said:
        to_do = _CALL
    return writer.task(
        min(_due(referral), said) if said else _due(referral),
        title=str(to_do) % {"needs": needs_in_words(referral.needs)},
        href=page_of_referral(writer.actor.network.slug, referral.reference),
        facts=[
            urgency_in_words(referral.urgency),
            referral.service_name,
            sender_of(referral) if received else receiver_of(referral),
            referral.reference,
        ],
    )


def _to_send(writer: TaskWriter, drafts: list[Referral]) -> Task:
    needs = {code for draft in drafts for code in draft.needs}
    return writer.task(
        min(_due(draft) for draft in drafts),
        title=_("Finish and send: %(needs)s") % {"needs": ", ".join(need_labels(list(needs)))},
        href=writer.address("choose_services", assessment_id=drafts[0].assessment_id),
        facts=[
            ngettext("%(n)d service chosen", "%(n)d services chosen", len(drafts))
            % {"n": len(drafts)},
            ", ".join(draft.service_name for draft in drafts),
        ],
    )


def _left_open(writer: TaskWriter, need: OpenNeed) -> Task:
    if need.team_id not in writer.actor.teams:
        return _asked_of_desk(writer, need)
    facts = [
        _("%(team)s declined. Their reason: %(reason)s.")
        % {"team": receiver_of(need.referral), "reason": ending_of(need.referral)},
        need.referral.reference,
    ]
    if need.suggested_service:
        facts.insert(1, _("They suggest: %(service)s") % {"service": need.suggested_service.name})
    return writer.task(
        need.due_at,
        title=_("Find other help: %(needs)s") % {"needs": needs_in_words(need.needs)},
        href=writer.address("choose_services", assessment_id=need.assessment_id),
        facts=facts,
        settle=writer.address("settle_need", open_need_id=need.pk),
    )


def _asked_of_desk(writer: TaskWriter, need: OpenNeed) -> Task:
    """The team that was told keeps the need: the desk sees the envelope, and whom to ring."""
    referral = need.referral
    return writer.task(
        need.due_at,
        title=_("See whether the desk can help: %(needs)s") % {"needs": needs_in_words(need.needs)},
        href=page_of_referral(writer.actor.network.slug, referral.reference),
        facts=[
            _("%(team)s declined. Their reason: %(reason)s.")
            % {"team": receiver_of(referral), "reason": ending_of(referral)},
            _("%(team)s has found no other help.") % {"team": referral.from_name},
            referral.reference,
        ],
    )


def _asked_by_desk(writer: TaskWriter, offer: Offer) -> Task:
    """Whether the team can help with a need, before anybody's name goes anywhere."""
    return writer.task(
        offer.answer_by,
        title=_("Can you help? %(needs)s") % {"needs": needs_in_words(offer.needs)},
        href=writer.address("offer", offer_id=offer.pk),
        facts=[urgency_in_words(offer.urgency), offer.service.name, _("The desk asks")],
    )


def _to_ask(writer: TaskWriter, check: Any) -> Task:
    """How somebody is, some weeks after they were helped; `check` as `checks_due` reads it."""
    needs = ", ".join(need_labels(list(check.codes)))
    tried = [tries_in_words(check)] if check.tries else []
    facts = [weeks_in_words(check), *tried, *([check.reference] if check.reference else [])]
    return writer.task(
        check.next_action_at,
        title=_("Ask how they are: %(needs)s") % {"needs": needs},
        href=page_of_check(writer.actor.network.slug, check.pk),
        facts=facts,
    )


def _to_confirm(writer: TaskWriter, capacities: Iterable[Capacity]) -> list[Task]:
    """One task, however many services: their page asks about each."""
    asked = [row for row in capacities if not is_confirmed(row.confirmed_at, now=writer.now)]
    if not asked:
        return []
    names = [row.service.name for row in asked]
    return [
        writer.task(
            min(row.confirmed_at for row in asked) + CONFIRMED_FOR,
            title=ngettext(
                "Say whether %(n)d service can still take people",
                "Say whether %(n)d services can still take people",
                len(asked),
            )
            % {"n": len(asked)},
            href=reverse("organisations:capacity", kwargs={"network": writer.actor.network.slug}),
            facts=[*names[:_FEW_NAMES], *([_("and more")] if names[_FEW_NAMES:] else [])],
        )
    ]


def _due(referral: Referral) -> datetime:
    if referral.next_action_at is None:
        raise ValueError("A referral that waits for somebody has a time.")
    return referral.next_action_at
