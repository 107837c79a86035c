"""Who of the desk looks after what, as it stands now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership
from organisations.roles.models import NetworkRole
from referrals.desk.models import DeskTask

# What somebody took longer ago is nobody's again.
LASTS: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Taken:
    member_id: UUID
    name: str
    at: datetime


def coordinators(actor: Actor) -> QuerySet[Membership]:
    """Who coordinates the network now, by name."""
    roles = NetworkRole.objects.filter(network=actor.network.id, permission__codename="coordinate")
    people = Membership.objects.filter(network_id=actor.network.id, left_at=None)
    return people.filter(user__in=roles.values("user_id")).order_by("name", "id")


def taken(actor: Actor) -> dict[tuple[str, UUID], Taken]:
    """By kind and subject; what was somebody's who coordinates no more is nobody's."""
    rows = DeskTask.objects.filter(
        network_id=actor.network.id,
        at__gte=timezone.now() - LASTS,
        member__in=coordinators(actor).order_by().values("pk"),
    )
    return {
        (kind, subject): Taken(member, name, at)
        for kind, subject, member, name, at in rows.values_list(
            "kind", "subject_id", "member", "member__name", "at"
        )
    }
