"""Tell me when this opens: one email, once."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.models import Capacity, OpeningWatch
from organisations.capacity.rules import State
from organisations.directory.models import Service


@transaction.atomic
def watch_opening(*, service_id: UUID, actor: Actor) -> None:
    """For members, not keys. Twice is once; Problem when the service takes referrals already."""
    if actor.member_id is None:
        raise NotAllowed(_("There is no such service here."))
    with enter(system(actor.network.id)):
        # Held, so that it cannot open between the look and the wish.
        row = (
            Capacity.objects.select_for_update(of=("self",), no_key=True)
            .filter(service_id=service_id, service__status=Service.Status.PUBLISHED)
            .first()
        )
        if row is None:
            raise NotAllowed(_("There is no such service here."))
        if row.state != State.PAUSED:
            raise Problem(_("This service takes referrals now."))
        wish = OpeningWatch(
            network_id=row.network_id,
            service_id=service_id,
            member_id=actor.member_id,
            asked_at=timezone.now(),
        )
        OpeningWatch.objects.bulk_create([wish], ignore_conflicts=True)


@transaction.atomic
def unwatch_opening(*, service_id: UUID, actor: Actor) -> None:
    OpeningWatch.objects.filter(
        service_id=service_id, member_id=actor.member_id, told_at=None
    ).delete()
