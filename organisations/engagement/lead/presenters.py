"""A proposal in words: from whom to whom, when, why, and what moves with it."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments, phones
from organisations.engagement.lead.models import HandoverStatus, LeadHandover
from organisations.engagement.lead.rules import may_answer, may_take_back

Rows = list[tuple[str, str]]
_COLOURS: dict[str, str] = {
    HandoverStatus.PROPOSED: "yellow",
    HandoverStatus.ACCEPTED: "blue",
    HandoverStatus.DONE: "green",
}


@dataclass(frozen=True, slots=True)
class HandoverShown:
    id: str
    title: str
    tag: dict[str, str]
    rows: Rows
    may_answer: bool
    may_take_back: bool


def handover_shown(handover: LeadHandover, *, actor: Actor) -> HandoverShown:
    status = HandoverStatus(handover.status)
    return HandoverShown(
        id=str(handover.pk),
        title=_("%(name)s is to lead") % {"name": handover.to_organisation.name},
        tag={"text": str(status.label), "colour": _COLOURS.get(status, "grey")},
        rows=[(name, value) for name, value in _rows(handover) if value],
        may_answer=may_answer(actor, handover),
        may_take_back=may_take_back(actor, handover),
    )


def what_happens() -> list[str]:
    """Said before the button: what moves, and what does not."""
    return [
        _("The managers of that organisation get an email. They say yes or no."),
        _("On the day, the lead, the coordinators and the desk’s name change."),
        _("The desk stays the same team. It keeps its referrals and letters."),
        _("You can take it back until that day."),
    ]


def closed_row(handover: LeadHandover) -> dict[str, Any]:
    day = moments.full_date(localtime(handover.proposed_at).date())
    return {
        "title": handover.to_organisation.name,
        "status": str(HandoverStatus(handover.status).label),
        "text": handover.answer,
        "when": _("Proposed on %(date)s") % {"date": day},
    }


def _rows(one: LeadHandover) -> Rows:
    phone = phones.shown(one.helpline_phone) if one.helpline_phone else ""
    before = one.from_organisation.name if one.from_organisation else _("Nobody yet")
    answered = one.answered_by.name if one.answered_by else ""
    return [
        (_("Leads now"), before),
        (_("Is to lead"), one.to_organisation.name),
        (_("From"), moments.full_date(one.takes_effect_on)),
        (_("Why"), one.reason),
        (_("Becomes a coordinator"), _names(one, gets=True)),
        (_("Stops being a coordinator"), _names(one, gets=False)),
        (_("New name of the desk"), one.desk_name),
        (_("New helpline phone"), phone),
        (_("New helpline email"), one.helpline_email),
        (_("New helpline hours"), one.helpline_hours),
        (_("What stays"), _("The desk’s team, its referrals and its letters")),
        (_("Proposed by"), one.proposed_by.name),
        (_("Answered by"), answered),
        (_("What they said"), one.answer),
    ]


def _names(one: LeadHandover, *, gets: bool) -> str:
    changes = [change for change in one.role_changes.all() if change.gets == gets]
    return ", ".join(sorted(change.member.name for change in changes))
