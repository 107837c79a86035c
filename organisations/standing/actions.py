"""An organisation pauses, comes back, leaves the network, and may come again."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs import registry as jobs
from ccs.jobs.actions import cancel, schedule
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.queries import network_by_id
from organisations.capacity.actions.aside import give_back, set_aside
from organisations.capacity.rules import day_begins
from organisations.directory.actions import withdraw_service
from organisations.directory.models import Service
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.models import ApiKey, OrganisationRole, TeamRole
from organisations.roles.queries import network_ref, people_told_about
from organisations.roles.rules import can_coordinate
from organisations.standing import registry
from organisations.standing.queries import leads_now, people_of, teams_of, without_a_role
from organisations.standing.registry import Left
from organisations.teams.actions import lock_organisation

PAUSED: Final = "organisation_paused"
LEFT: Final = "organisation_left"
# The job that gives a paused organisation back on its day: the organisation is its subject.
RETURN: Final = "organisation_returns"


@transaction.atomic
def pause_organisation(
    *,
    actor: Actor,
    organisation_id: UUID,
    reason: str,
    until: date | None = None,
    hand_back: bool = False,
    note: str = "",
) -> int:
    """No new referral comes until that day, or until somebody says so. Answers what was given back.

    `hand_back`: what nobody has answered yet goes back to who asked; else it is worked to its end.
    """
    organisation = lock_organisation(actor, organisation_id)
    today = timezone.localdate()
    if organisation.paused_on is not None:
        raise Conflict(_("This organisation is paused already. Nothing was changed."))
    _check_reason(reason)
    if until is not None and until <= today:
        raise Problem(_("Choose a day after today."), field="until")
    organisation.paused_on, organisation.paused_until = today, until
    organisation.paused_reason = reason.strip()
    _save_pause(organisation)
    teams = teams_of(organisation_id)
    set_aside(_services(teams), reason=reason.strip(), until=until, by_name=actor.name)
    given = registry.handler().give_back(actor, teams, note.strip()) if hand_back else 0
    if until is not None:
        schedule(RETURN, network_id=actor.network.id, due=[(organisation_id, day_begins(until))])
    _note("paused", organisation, actor)
    _tell(PAUSED, organisation, actor)
    return given


@transaction.atomic
def return_organisation(*, actor: Actor, organisation_id: UUID) -> None:
    """Its services are what they were before. Twice is once."""
    organisation = lock_organisation(actor, organisation_id)
    if organisation.paused_on is not None:
        _open_again(organisation, actor=actor)


def return_on_its_day(network_id: UUID, organisation_id: UUID) -> datetime | None:
    """By itself. Opened by hand meanwhile, or paused anew until later: nothing happens yet."""
    held = Organisation.objects.select_for_update(no_key=True)
    organisation = held.filter(pk=organisation_id, left_on=None).first()
    if organisation is None or organisation.paused_until is None:
        return None
    if organisation.paused_until > timezone.localdate():
        return day_begins(organisation.paused_until)
    nobody = Actor(network=network_ref(network_by_id(network_id)), name="")
    _open_again(organisation, actor=nobody)
    return None


@transaction.atomic
def leave_network(*, actor: Actor, organisation_id: UUID, reason: str, note: str = "") -> Left:
    """What is open is handed over, its people lose their roles there, its history stays.

    The lead agency hands the lead over first. Twice finds it gone.
    """
    organisation = lock_organisation(actor, organisation_id)
    _check_reason(reason)
    if leads_now(organisation_id):
        raise Problem(_("It leads the network. Hand the lead to another organisation first."))
    teams, people = teams_of(organisation_id), people_of(organisation_id)
    left = registry.handler().leave(actor, teams, note.strip())
    for service in Service.objects.filter(team__in=teams, status=Service.Status.PUBLISHED):
        withdraw_service(actor=actor, service_id=service.pk)
    _revoke_keys(teams, actor)
    _people_go(people, organisation_id, teams, actor)
    organisation.left_on, organisation.left_reason = timezone.localdate(), reason.strip()
    organisation.paused_on = organisation.paused_until = None
    organisation.paused_reason = ""
    organisation.save(update_fields=["left_on", "left_reason"])
    _save_pause(organisation)
    cancel(RETURN, subject_ids=[organisation_id])
    _note("left", organisation, actor)
    _tell(LEFT, organisation, actor)
    return left


@transaction.atomic
def come_back(*, actor: Actor, organisation_id: UUID) -> None:
    """By the desk. Its people are invited, and its services published again, one by one."""
    held = Organisation.objects.select_for_update(no_key=True)
    organisation = held.filter(pk=organisation_id, network_id=actor.network.id).first()
    if organisation is None or not can_coordinate(actor):
        raise NotAllowed(_("There is no such organisation here."))
    if organisation.left_on is None:
        return
    organisation.left_on, organisation.left_reason = None, ""
    organisation.save(update_fields=["left_on", "left_reason"])
    give_back(_services(teams_of(organisation_id)), by_name=actor.name)
    _note("came_back", organisation, actor)


def _open_again(organisation: Organisation, *, actor: Actor) -> None:
    organisation.paused_on = organisation.paused_until = None
    organisation.paused_reason = ""
    _save_pause(organisation)
    give_back(_services(teams_of(organisation.pk)), by_name=actor.name)
    cancel(RETURN, subject_ids=[organisation.pk])
    _note("returned", organisation, actor)


def _save_pause(organisation: Organisation) -> None:
    organisation.save(update_fields=["paused_on", "paused_until", "paused_reason"])


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Problem(_("Say why, in a few words."), field="reason")


def _services(teams: list[UUID]) -> list[UUID]:
    return list(Service.objects.filter(team__in=teams).values_list("pk", flat=True))


def _revoke_keys(teams: list[UUID], actor: Actor) -> None:
    for key in ApiKey.objects.select_for_update().filter(team__in=teams, revoked_at=None):
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        record("api_key.revoked", actor=actor, subject_kind="api_key", subject_id=key.pk)


def _people_go(
    people: list[Membership], organisation_id: UUID, teams: list[UUID], actor: Actor
) -> None:
    """Out of its teams; and out of the network, who does nothing else in it."""
    TeamRole.objects.filter(content_object__in=teams).delete()
    OrganisationRole.objects.filter(content_object=organisation_id).delete()
    for person in without_a_role(people):
        person.left_at = timezone.now()
        person.away_from = person.away_until = person.stand_in = None
        person.save(update_fields=["left_at", "away_from", "away_until", "stand_in"])
        record("member.left", actor=actor, subject_kind="membership", subject_id=person.pk)
        Membership.objects.filter(stand_in=person.pk).update(
            away_from=None, away_until=None, stand_in=None
        )


def _note(what: str, organisation: Organisation, actor: Actor) -> None:
    record(
        f"organisation.{what}",
        actor=actor,
        subject_kind="organisation",
        subject_id=organisation.pk,
    )


def _tell(template: str, organisation: Organisation, actor: Actor) -> None:
    """Its people, while they are there, and the desk."""
    desk = Team.objects.filter(network=organisation.network_id, is_desk=True)
    told = {one.pk for one in people_of(organisation.pk)}
    told |= {one for team in desk.values_list("pk", flat=True) for one in people_told_about(team)}
    enqueue(
        template,
        network_id=organisation.network_id,
        recipients=sorted(told - {actor.member_id}, key=str),
        subject_id=organisation.pk,
        event_id=new_id(),
    )


def register() -> None:
    jobs.register(RETURN, return_on_its_day)
