"""Proposing another lead agency, and the answer to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.rules import day_begins
from organisations.engagement.lead.effect import ANSWERED, TAKES_EFFECT, bring_about
from organisations.engagement.lead.models import HandoverRole, HandoverStatus, LeadHandover
from organisations.engagement.lead.queries import (
    coordinators,
    could_lead,
    desk_of,
    lead_now,
    managers_of_organisation,
    people_of,
)
from organisations.engagement.lead.rules import (
    is_a_day_for_it,
    may_answer,
    may_propose,
    may_take_back,
)
from organisations.members.models import LeadAgency, Team

PROPOSED = "lead_proposed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`gets` and `loses` are memberships; what is empty of the desk stays as it is."""

    organisation_id: UUID
    takes_effect_on: date
    reason: str
    gets: tuple[UUID, ...] = ()
    loses: tuple[UUID, ...] = ()
    desk_name: str = ""
    helpline_phone: str = ""
    helpline_email: str = ""
    helpline_hours: str = ""


@transaction.atomic
def propose_lead(*, actor: Actor, proposal: Proposal) -> LeadHandover:
    """The managers of that organisation are asked. One proposal at a time."""
    lead = lead_now(actor.network.id)
    if actor.member_id is None or not may_propose(actor, lead.organisation_id if lead else None):
        raise NotAllowed(_("There is no such page here."))
    _check(actor, proposal)
    handover = _written_down(actor, proposal, lead, by=actor.member_id)
    record("lead.proposed", actor=actor, subject_kind="lead_handover", subject_id=handover.pk)
    asked = managers_of_organisation(actor.network.id, proposal.organisation_id)
    desk = coordinators(actor.network.id).values_list("pk", flat=True)
    _tell(PROPOSED, handover, {*asked, *desk} - {actor.member_id})
    return handover


@transaction.atomic
def answer_lead(*, actor: Actor, handover_id: UUID, yes: bool, reason: str = "") -> LeadHandover:
    """Accepted, it happens on its day: at once, if that is today or has passed."""
    handover = _locked(actor, handover_id)
    wanted = HandoverStatus.ACCEPTED if yes else HandoverStatus.REFUSED
    if handover.answered_by_id == actor.member_id and _is_so(handover, yes=yes):
        return handover
    if handover.to_organisation_id not in actor.managed:
        raise NotAllowed(_("There is no such proposal here."))
    if not may_answer(actor, handover):
        raise Conflict(_("This proposal has been answered or taken back."))
    if not yes and not reason.strip():
        raise Problem(_("Say why not."), field="reason")
    _end(handover, wanted, actor, "" if yes else reason)
    record(
        f"lead.{wanted.value}", actor=actor, subject_kind="lead_handover", subject_id=handover_id
    )
    desk = coordinators(actor.network.id).values_list("pk", flat=True)
    _tell(ANSWERED, handover, {handover.proposed_by_id, *desk} - {actor.member_id})
    if yes:
        _bring_about_on_its_day(handover)
    return handover


@transaction.atomic
def take_back_lead(*, actor: Actor, handover_id: UUID, reason: str = "") -> LeadHandover:
    """Until it has happened. Those who were asked are told."""
    handover = _locked(actor, handover_id)
    if handover.status == HandoverStatus.TAKEN_BACK and handover.answered_by_id == actor.member_id:
        return handover
    if not may_propose(actor, handover.from_organisation_id):
        raise NotAllowed(_("There is no such proposal here."))
    if not may_take_back(actor, handover):
        raise Conflict(_("This proposal has been answered or has happened already."))
    _end(handover, HandoverStatus.TAKEN_BACK, actor, reason)
    cancel(TAKES_EFFECT, subject_ids=[handover.pk])
    record("lead.taken_back", actor=actor, subject_kind="lead_handover", subject_id=handover_id)
    asked = managers_of_organisation(actor.network.id, handover.to_organisation_id)
    desk = coordinators(actor.network.id).values_list("pk", flat=True)
    _tell(ANSWERED, handover, {*asked, *desk, handover.proposed_by_id} - {actor.member_id})
    return handover


def _check(actor: Actor, asked: Proposal) -> None:
    here, today = actor.network.id, timezone.localdate()
    if not could_lead(actor).filter(pk=asked.organisation_id).exists():
        raise Problem(_("Choose an organisation that takes part now."), field="organisation")
    if not managers_of_organisation(here, asked.organisation_id):
        raise Problem(
            _("Nobody there could answer. Ask them to name a manager first."), field="organisation"
        )
    if not is_a_day_for_it(asked.takes_effect_on, today=today):
        raise Problem(_("Choose today or a day in the next year."), field="takes_effect_on")
    if not asked.reason.strip():
        raise Problem(_("Say why the lead is to change."), field="reason")
    named = Team.objects.filter(network=here, is_desk=False, name=asked.desk_name)
    if asked.desk_name and named.exists():
        raise Problem(_("A team has this name already."), field="desk_name")
    _check_people(here, asked)


def _check_people(network_id: UUID, asked: Proposal) -> None:
    known = set(people_of(network_id, asked.organisation_id).values_list("pk", flat=True))
    desk = set(coordinators(network_id).values_list("pk", flat=True))
    if not set(asked.gets) <= known:
        raise Problem(_("Choose people of the organisation that is to lead."), field="gets")
    if not set(asked.loses) <= desk:
        raise Problem(_("Choose people who coordinate now."), field="loses")
    if not (desk | set(asked.gets)) - set(asked.loses):
        raise Problem(_("Somebody has to coordinate. Leave or add one person."), field="loses")


def _written_down(
    actor: Actor, asked: Proposal, lead: LeadAgency | None, *, by: UUID
) -> LeadHandover:
    """A second one at the same moment is stopped by the table itself."""
    desk = desk_of(actor.network.id)
    same = desk is not None and desk.name == asked.desk_name
    try:
        with transaction.atomic():
            handover = LeadHandover.objects.create(
                network_id=actor.network.id,
                from_organisation=lead.organisation if lead else None,
                to_organisation_id=asked.organisation_id,
                takes_effect_on=asked.takes_effect_on,
                reason=asked.reason.strip(),
                desk_name="" if same else asked.desk_name,
                helpline_phone=asked.helpline_phone,
                helpline_email=asked.helpline_email,
                helpline_hours=asked.helpline_hours,
                proposed_by_id=by,
                proposed_at=timezone.now(),
            )
    except IntegrityError as error:
        raise Conflict(_("There is a proposal already. Only one can wait at a time.")) from error
    both = [(one, True) for one in asked.gets] + [(one, False) for one in asked.loses]
    HandoverRole.objects.bulk_create(
        HandoverRole(network_id=actor.network.id, handover=handover, member_id=one, gets=gets)
        for one, gets in both
        if not (gets and one in asked.loses)
    )
    return handover


def _locked(actor: Actor, handover_id: UUID) -> LeadHandover:
    rows = LeadHandover.objects.select_for_update(of=("self",))
    handover = rows.filter(network=actor.network.id, pk=handover_id).first()
    if handover is None or actor.member_id is None:
        raise NotAllowed(_("There is no such proposal here."))
    return handover


def _is_so(handover: LeadHandover, *, yes: bool) -> bool:
    """A double click: what was asked has been done."""
    if yes:
        return handover.status in {HandoverStatus.ACCEPTED, HandoverStatus.DONE}
    return handover.status == HandoverStatus.REFUSED


def _end(handover: LeadHandover, status: HandoverStatus, actor: Actor, words: str) -> None:
    handover.status, handover.answer = status, words.strip()
    handover.answered_by_id, handover.answered_at = actor.member_id, timezone.now()
    handover.save(update_fields=["status", "answer", "answered_by", "answered_at"])


def _bring_about_on_its_day(handover: LeadHandover) -> None:
    if handover.takes_effect_on > timezone.localdate():
        due = day_begins(handover.takes_effect_on)
        schedule(TAKES_EFFECT, network_id=handover.network_id, due=[(handover.pk, due)])
        return
    with enter(system(handover.network_id)):
        bring_about(handover.pk)
    handover.refresh_from_db()


def _tell(template: str, handover: LeadHandover, people: Iterable[UUID]) -> None:
    enqueue(
        template,
        network_id=handover.network_id,
        recipients=sorted(people),
        subject_id=handover.pk,
        event_id=new_id(),
    )
