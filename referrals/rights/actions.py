"""What a person asks for by right: taken, checked, agreed by two, done; each step written down."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id, working_hours
from organisations.roles.queries import people_told_about
from organisations.roles.rules import can_coordinate
from referrals.aftercare.holding import hold_checks
from referrals.clients.actions import read_client
from referrals.clients.queries import links_of
from referrals.rights.around import ask_nothing_more
from referrals.rights.erasing import erase
from referrals.rights.finding import Held, held_with
from referrals.rights.models import Restriction, RightsRequest, RightsStep
from referrals.rights.queries import stories_of
from referrals.rights.reading import Record, record_of
from referrals.rights.rules import (
    BY_TWO,
    REMIND_DAYS,
    Identity,
    Kind,
    Longer,
    Refused,
    State,
    StepKind,
    WhyErased,
    WhyLifted,
    WhyRestricted,
    due,
)
from referrals.rights.standing import refuse_if_erased

DUE: Final = "rights_due"
ASKED: Final = "rights_asked"
_MORNING: Final = time(9)


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked, by whom, when, and how it is known that it is they (empty: not yet)."""

    kind: str
    asked_by: str
    received_on: date
    identity: str = ""


def take_from_team(*, actor: Actor, client_id: UUID, wish: Wish) -> RightsRequest:
    """By a team that knows them: of their records with other teams too, which it does not see."""
    with transaction.atomic():
        refuse_if_erased(read_client(actor=actor, client_id=client_id))
        links = links_of(actor)
        together = links.together(links.kept(client_id))
        held = held_with(actor.network.id, together)
        return _take(actor, actor.teams[0], held, wish)


def take_at_desk(*, actor: Actor, held: Held, wish: Wish) -> RightsRequest:
    """By the desk, which knows only that there are records, and with whom."""
    if not can_coordinate(actor) or actor.desk_team is None:
        raise NotAllowed(_("There is no such request here."))
    if not held.clients:
        raise Problem(
            _("Nobody is known by that name with that date of birth or phone number."),
            field="given_name",
        )
    return _take(actor, actor.desk_team, held, wish)


@transaction.atomic
def _take(actor: Actor, team_id: UUID, held: Held, wish: Wish) -> RightsRequest:
    """One of a kind at a time for a person: a double click, or two teams, are one request."""
    if wish.received_on > timezone.localdate():
        raise Problem(_("The day it was received cannot be in the future."), field="received_on")
    waiting = RightsRequest.objects.filter(
        network_id=actor.network.id,
        kind=wish.kind,
        state=State.OPEN,
        clients__overlap=list(held.clients),
    )
    if found := waiting.first():
        return found
    made = RightsRequest.objects.create(
        network_id=actor.network.id,
        kind=wish.kind,
        clients=list(held.clients),
        team_id=team_id,
        teams=list(held.teams),
        taken_by_id=actor.member_id,
        asked_by=wish.asked_by,
        identity=wish.identity,
        received_on=wish.received_on,
        due_on=due(wish.received_on),
        created_at=timezone.now(),
    )
    _note(made, StepKind.RECEIVED, actor, detail=wish.asked_by)
    if wish.identity:
        _note(made, StepKind.IDENTITY, actor, detail=wish.identity)
    _remind_of(made)
    _tell(made, actor)
    return made


@transaction.atomic
def check_identity(*, actor: Actor, request_id: UUID, identity: str) -> None:
    asked = _locked(actor, request_id)
    if asked.identity != identity:
        asked.identity = Identity(identity)
        asked.save(update_fields=["identity"])
        _note(asked, StepKind.IDENTITY, actor, detail=identity)


@transaction.atomic
def take_longer(*, actor: Actor, request_id: UUID, why: str) -> None:
    """Once, by two months. The person has to be told within the first one."""
    asked = _locked(actor, request_id)
    if asked.longer:
        return
    if timezone.localdate() > asked.due_on:
        raise Problem(_("The first month is over: it is too late to take longer."))
    asked.longer, asked.due_on = Longer(why), due(asked.received_on, extended=True)
    asked.save(update_fields=["longer", "due_on"])
    _note(asked, StepKind.EXTENDED, actor, detail=why)
    _remind_of(asked)


@transaction.atomic
def propose(*, actor: Actor, request_id: UUID) -> None:
    """The first of two. Twice by the same person changes nothing."""
    asked = _locked(actor, request_id)
    _check_takes_two(asked)
    if asked.proposed_by_id == actor.member_id:
        return
    if asked.proposed_by_id:
        raise Conflict(_("Somebody else has agreed to it already: you can be the second."))
    asked.proposed_by_id, asked.proposed_at = actor.member_id, timezone.now()
    asked.save(update_fields=["proposed_by", "proposed_at"])
    _note(asked, StepKind.PROPOSED, actor)


@transaction.atomic
def take_back_proposal(*, actor: Actor, request_id: UUID) -> None:
    asked = _locked(actor, request_id)
    if asked.proposed_by_id and not asked.agreed_by_id:
        asked.proposed_by_id = asked.proposed_at = None
        asked.save(update_fields=["proposed_by", "proposed_at"])
        _note(asked, StepKind.PROPOSAL_ENDED, actor)


@transaction.atomic
def agree(*, actor: Actor, request_id: UUID) -> None:
    """The second of two: an erasure is done at once, a copy may be made from now on."""
    asked = _locked(actor, request_id)
    _check_takes_two(asked)
    if asked.agreed_by_id:
        return
    if asked.proposed_by_id is None:
        raise Conflict(_("The first of two has taken that back."))
    if asked.proposed_by_id == actor.member_id:
        raise Problem(_("It takes two people: somebody else has to agree as well."))
    asked.agreed_by_id, asked.agreed_at = actor.member_id, timezone.now()
    asked.save(update_fields=["agreed_by", "agreed_at"])
    # The other of the two: each of them stands in what happened.
    _note(asked, StepKind.PROPOSED, actor)
    if asked.kind == Kind.ERASE:
        _erase(asked, actor)


def _erase(asked: RightsRequest, actor: Actor) -> None:
    for client_id in asked.clients:
        erase(
            network_id=asked.network_id,
            client_id=client_id,
            why=WhyErased.ASKED,
            actor=actor,
            asked_by=asked.proposed_by_id,
            confirmed_by=asked.agreed_by_id,
            request_id=asked.pk,
        )
    _note(asked, StepKind.ERASED, actor)
    _end(asked, State.DONE, StepKind.DONE, actor)


@transaction.atomic
def release(*, actor: Actor, request_id: UUID) -> Record:
    """The whole record, for the person alone: by the desk, once two agreed. Each time is noted."""
    asked = _locked(actor, request_id)
    if not can_coordinate(actor) or asked.kind != Kind.ACCESS or asked.agreed_by_id is None:
        raise NotAllowed(_("There is no such record here."))
    for client_id in asked.clients:
        record("rights.released", actor=actor, subject_kind="client", subject_id=client_id)
    _note(asked, StepKind.RELEASED, actor)
    return record_of(asked.network_id, asked.clients)


@transaction.atomic
def restrict(*, actor: Actor, request_id: UUID, why: str) -> None:
    """Kept, and shared with nobody else until it is lifted. Twice changes nothing."""
    asked = _locked(actor, request_id)
    begun = [one for one in asked.clients if _begin(asked, one, WhyRestricted(why), actor)]
    _hold_what_runs(asked, begun)
    for client_id in begun:
        record("client.restricted", actor=actor, subject_kind="client", subject_id=client_id)
    if begun:
        _note(asked, StepKind.RESTRICTED, actor, detail=why)


@transaction.atomic
def lift(*, actor: Actor, request_id: UUID, why: str) -> None:
    """Also of a request that is over: the person has to be told before it is lifted."""
    asked = _locked(actor, request_id, ended=True)
    lifted = [one for one in asked.clients if _lift_of(asked, one, WhyLifted(why), actor)]
    for client_id in lifted:
        record("client.unrestricted", actor=actor, subject_kind="client", subject_id=client_id)
    if lifted:
        _note(asked, StepKind.LIFTED, actor, detail=why)


def _hold_what_runs(asked: RightsRequest, begun: Collection[UUID]) -> None:
    hours = working_hours(network_by_id(asked.network_id))
    with enter(system(asked.network_id)):
        hold_checks(stories_of(begun), hours=hours, at=timezone.now())


def _begin(asked: RightsRequest, client_id: UUID, why: WhyRestricted, actor: Actor) -> bool:
    """As custodian of that person: a record of theirs may be another team's."""
    with enter(custodian(asked.network_id, person=client_id)):
        if Restriction.objects.filter(client=client_id, until=None).exists():
            return False
        Restriction.objects.create(
            network_id=asked.network_id,
            client_id=client_id,
            request=asked,
            why=why,
            since=timezone.now(),
            by_id=actor.member_id,
        )
    return True


def _lift_of(asked: RightsRequest, client_id: UUID, why: WhyLifted, actor: Actor) -> bool:
    with enter(custodian(asked.network_id, person=client_id)):
        held = Restriction.objects.filter(client=client_id, until=None)
        return bool(held.update(until=timezone.now(), lifted_by=actor.member_id, lifted_why=why))


@transaction.atomic
def finish(*, actor: Actor, request_id: UUID) -> None:
    """They have their answer. An erasure ends by being done."""
    asked = _locked(actor, request_id)
    if asked.kind == Kind.ERASE:
        raise Problem(_("It is done when the record is erased: two people have to agree."))
    if asked.kind == Kind.OBJECT:
        raise Problem(_("Say whether their objection is upheld, or refuse it and say why."))
    _end(asked, State.DONE, StepKind.DONE, actor)


@transaction.atomic
def uphold(*, actor: Actor, request_id: UUID) -> None:
    """An objection holds: nobody asks them anything more, unless they agree anew.

    From this state on they are in no figure that is counted (`reporting.people.left_out`).
    """
    asked = _locked(actor, request_id)
    if asked.kind != Kind.OBJECT:
        raise NotAllowed(_("There is no such request here."))
    for client_id in asked.clients:
        with enter(system(asked.network_id)):
            ask_nothing_more(client_id, stories_of([client_id]), actor=actor)
        record("client.objection_upheld", actor=actor, subject_kind="client", subject_id=client_id)
    _note(asked, StepKind.UPHELD, actor)
    _end(asked, State.DONE, StepKind.DONE, actor)


@transaction.atomic
def refuse(*, actor: Actor, request_id: UUID, why: str) -> None:
    asked = _locked(actor, request_id)
    if why == Refused.COMPELLING and asked.kind != Kind.OBJECT:
        raise Problem(_("Only an objection is refused for that reason."), field="why")
    asked.refused = Refused(why)
    asked.save(update_fields=["refused"])
    _end(asked, State.REFUSED, StepKind.REFUSED, actor, detail=why)


@transaction.atomic
def withdraw_request(*, actor: Actor, request_id: UUID) -> None:
    _end(_locked(actor, request_id), State.WITHDRAWN, StepKind.WITHDRAWN, actor)


def _locked(actor: Actor, request_id: UUID, *, ended: bool = False) -> RightsRequest:
    """The lock asks the wall for changing, so who only looks gets nothing."""
    rows = RightsRequest.objects.select_for_update().filter(network_id=actor.network.id)
    asked = rows.filter(pk=request_id).first()
    if asked is None or actor.member_id is None:
        raise NotAllowed(_("There is no such request here."))
    if asked.state != State.OPEN and not ended:
        raise Conflict(_("This request is over. Nothing was changed."))
    return asked


def _check_takes_two(asked: RightsRequest) -> None:
    if asked.kind not in BY_TWO:
        raise NotAllowed(_("There is no such request here."))
    if not asked.identity:
        raise Problem(_("First say how it was checked that it is they."))


def _end(
    asked: RightsRequest, state: State, step: StepKind, actor: Actor, *, detail: str = ""
) -> None:
    asked.state, asked.ended_at = state, timezone.now()
    asked.save(update_fields=["state", "ended_at"])
    _note(asked, step, actor, detail=detail)


def _note(asked: RightsRequest, kind: StepKind, actor: Actor, *, detail: str = "") -> None:
    RightsStep.objects.create(
        network_id=asked.network_id,
        request=asked,
        kind=kind,
        at=timezone.now(),
        member_id=actor.member_id,
        by_name=actor.name,
        detail=detail,
    )
    record(f"rights.{kind}", actor=actor, subject_kind="rights", subject_id=asked.pk, reason=detail)


def _remind_of(asked: RightsRequest) -> None:
    day = asked.due_on - timedelta(days=REMIND_DAYS)
    at = timezone.make_aware(datetime.combine(day, _MORNING))
    schedule(DUE, network_id=asked.network_id, due=[(asked.pk, max(at, timezone.now()))])


def _tell(asked: RightsRequest, actor: Actor) -> None:
    """Those who hold a record and the desk, but not who has just written it down."""
    teams = {*asked.teams, *([actor.desk_team] if actor.desk_team else [])}
    people = {one for team in teams for one in people_told_about(team)} - {actor.member_id}
    enqueue(
        ASKED,
        network_id=asked.network_id,
        recipients=sorted(people),
        subject_id=asked.pk,
        event_id=asked.pk,
    )
