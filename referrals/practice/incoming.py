"""One to answer: a made-up organisation sends it, with its letter, to those who practise."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.directory.models import Service
from organisations.practice.queries import made_up_teams, practising_teams, services_of
from organisations.roles.rules import can_coordinate
from referrals.assessments.actions import record_assessment
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import send_to_desk
from referrals.practice.acting import made_up_of
from referrals.practice.people import person_number
from referrals.referrals import actions
from referrals.referrals.models import Referral


@transaction.atomic
def send_one_to(*, actor: Actor, team_id: UUID, made: UUID) -> Referral:
    """To a practice team of the actor's, or to the desk of a coordinator.

    `made` comes with the button: twice the same is a double click. Problem where the team takes
    no referrals, or its service is paused.
    """
    if not actor.network.is_practice or team_id not in actor.teams:
        raise NotAllowed(_("There is no such team here."))
    network_id, to_desk = actor.network.id, team_id == actor.desk_team
    if to_desk and not can_coordinate(actor):
        raise NotAllowed(_("There is no such team here."))
    service = None if to_desk else _service_of(team_id)
    with enter(system(network_id)):
        before = Referral.objects.filter(network=network_id, assessment=made).first()
        if before and team_id in (before.to_team_id, before.desk_team_id):
            return before
        senders = made_up_teams(network_id)
        sent = Referral.objects.filter(network=network_id, from_team__in=senders).count()
    sender = senders[sent % len(senders)]
    with made_up_of(sender, network_id=network_id) as made_up:
        return _send(made_up, sender, number=sent, made=made, service=service)


def can_receive(actor: Actor) -> list[UUID]:
    """Teams of theirs that could be sent one."""
    own = practising_teams(actor.network.id, actor.teams)
    offering = Service.objects.filter(team__in=[one.team_id for one in own])
    found = set(offering.values_list("team_id", flat=True))
    desk = [actor.desk_team] if can_coordinate(actor) and actor.desk_team else []
    return [one.team_id for one in own if one.team_id in found] + desk


def _service_of(team_id: UUID) -> Service:
    services = services_of(team_id)
    if not services:
        raise Problem(_("Your organisation takes no referrals, so nobody sends you one."))
    return services[0]


def _send(
    made_up: Actor, sender: UUID, *, number: int, made: UUID, service: Service | None
) -> Referral:
    told = person_number(number)
    kept = record_assessment(actor=made_up, team_id=sender, told=told, assessment_id=made)
    agreed = Agreed("consent", given="in_person", pass_on=True, names_desk=service is None)
    record_consent(actor=made_up, assessment_id=kept.pk, agreed=agreed)
    if service is None:
        return send_to_desk(actor=made_up, assessment_id=kept.pk)
    return actions.send(actor=made_up, assessment_id=kept.pk, service_ids=[service.pk])[0]
