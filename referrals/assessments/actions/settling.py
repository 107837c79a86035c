"""What a refusal left open."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.roles.rules import can_coordinate
from referrals.assessments.models import OpenNeed
from referrals.clocks.actions import clear_need_clocks


@transaction.atomic
def settle_open_need(*, actor: Actor, open_need_id: UUID, how: str) -> None:
    """Say how a need that was declined came right. Doing it twice changes nothing.

    The team whose story it is says so, and the desk of what came to it.
    """
    if how not in OpenNeed.Settled.values:
        raise Problem(_("Choose what happened."), field="how")
    rows = OpenNeed.objects.select_for_update().filter(_its_own(actor), pk=open_need_id)
    open_need = rows.first()
    if open_need is None:
        raise NotAllowed(_("There is no such task here."))
    if open_need.settled_at is None:
        open_need.settled_at, open_need.settled_how = timezone.now(), how
        open_need.save(update_fields=["settled_at", "settled_how"])
        clear_need_clocks([open_need.pk])
        record(
            "need.settled",
            actor=actor,
            subject_kind="referral",
            subject_id=open_need.referral_id,
            reason=how,
        )


def _its_own(actor: Actor) -> Q:
    own = Q(team__in=actor.teams)
    return own | Q(escalated_at__isnull=False) if can_coordinate(actor) else own
