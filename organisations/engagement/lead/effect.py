"""The day on which another organisation leads: who led, the roles and the desk's label change.

The desk is a team of the network itself, so no letter moves.
"""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.audit.actions import record
from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from networks.networks.models import Network
from organisations.capacity.rules import day_begins
from organisations.engagement.lead.models import HandoverRole, HandoverStatus, LeadHandover
from organisations.engagement.lead.queries import all_managers, coordinators, desk_of
from organisations.engagement.lead.rules import who_stops
from organisations.members.actions import appoint_lead
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.actions import give_role
from organisations.roles.models import NetworkRole
from organisations.roles.queries import network_ref
from organisations.roles.rules import RoleName

TAKES_EFFECT: Final = "lead_takes_effect"
ANSWERED: Final = "lead_answered"
CHANGED: Final = "lead_changed"
_HELPLINE: Final = ("helpline_phone", "helpline_email", "helpline_hours")


def on_its_day(network_id: UUID, handover_id: UUID) -> datetime | None:
    """The job. Taken back or done meanwhile: nothing happens."""
    found = LeadHandover.objects.filter(pk=handover_id, status=HandoverStatus.ACCEPTED).first()
    if found is None:
        return None
    if found.takes_effect_on > timezone.localdate():
        return day_begins(found.takes_effect_on)
    bring_about(handover_id)
    return None


def bring_about(handover_id: UUID) -> None:
    """In the `system` context. Once: a second time it finds that it is done."""
    rows = LeadHandover.objects.select_for_update(of=("self",))
    handover = rows.filter(pk=handover_id, status=HandoverStatus.ACCEPTED).first()
    if handover is None:
        return
    organisation = Organisation.objects.get(pk=handover.to_organisation_id)
    if organisation.left_on or organisation.registered_on is None:
        handover.status = HandoverStatus.FELL_THROUGH
        handover.save(update_fields=["status"])
        _tell(ANSWERED, handover, list(_coordinators(handover)))
        return
    appoint_lead(organisation=organisation, since=timezone.localdate())
    _change_roles(handover)
    _change_desk(handover)
    handover.status, handover.done_on = HandoverStatus.DONE, timezone.localdate()
    handover.save(update_fields=["status", "done_on"])
    record(
        "lead.changed",
        actor=_who_accepted(handover),
        subject_kind="lead_handover",
        subject_id=handover.pk,
    )
    _tell(CHANGED, handover, all_managers(handover.network_id))


def _change_roles(handover: LeadHandover) -> None:
    """Of those who are still here. Nobody stops where that would leave no coordinator."""
    network = Network.objects.get(pk=handover.network_id)
    changes = HandoverRole.objects.filter(handover=handover, member__left_at=None)
    for change in changes.filter(gets=True).select_related("member__user"):
        give_role(role=RoleName.COORDINATOR, user=change.member.user, on=network)
    losing = list(changes.filter(gets=False).values_list("member_id", flat=True))
    stop = who_stops(losing, coordinators=_coordinators(handover))
    users = list(Membership.objects.filter(pk__in=stop).values_list("user_id", flat=True))
    NetworkRole.objects.filter(
        network=handover.network_id, user__in=users, permission__codename="coordinate"
    ).delete()


def _change_desk(handover: LeadHandover) -> None:
    desk = desk_of(handover.network_id)
    taken = Team.objects.filter(network=handover.network_id, name=handover.desk_name)
    if desk and handover.desk_name and not taken.exists():
        desk.name = handover.desk_name
        desk.save(update_fields=["name"])
    told = {name: getattr(handover, name) for name in _HELPLINE if getattr(handover, name)}
    if told:
        network = Network.objects.select_for_update().get(pk=handover.network_id)
        for name, value in told.items():
            setattr(network, name, value)
        network.save(update_fields=list(told))


def _coordinators(handover: LeadHandover) -> set[UUID]:
    return set(coordinators(handover.network_id).values_list("pk", flat=True))


def _who_accepted(handover: LeadHandover) -> Actor:
    """Whoever said yes did it, though it happens on its day."""
    found = Membership.objects.select_related("network")
    member = found.get(pk__in=[handover.answered_by_id])
    return Actor(
        network=network_ref(member.network),
        name=member.name,
        user_id=member.user_id,
        member_id=member.pk,
    )


def _tell(template: str, handover: LeadHandover, people: list[UUID]) -> None:
    enqueue(
        template,
        network_id=handover.network_id,
        recipients=people,
        subject_id=handover.pk,
        # Once for each end of the same proposal.
        event_id=uuid5(handover.pk, template + handover.status),
    )


def register() -> None:
    registry.register(TAKES_EFFECT, on_its_day)
