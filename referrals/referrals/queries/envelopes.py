from uuid import UUID

from django.db.models import Exists, OuterRef

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from organisations.directory.models import ServiceNeed
from organisations.directory.queries import services_to_refer_to
from referrals.referrals.actions.moving import check_move
from referrals.referrals.models import Referral, ReferralEvent


def find_referral(reference: str, *, actor: Actor) -> Referral | None:
    """The envelope with the teams and workers of both sides; None when it is not the actor's."""
    return (
        Referral.objects.filter(network_id=actor.network.id, reference=reference)
        .select_related("from_team", "to_team", "sent_by", "assigned_to")
        .first()
    )


def referral_for_move(reference: str, name: str, *, actor: Actor) -> Referral:
    """For the page that asks before a move. Raises NotAllowed or Conflict as the move would."""
    referral = find_referral(reference, actor=actor)
    if referral is None:
        raise NotAllowed("There is no such referral here.")
    check_move(referral, name, actor=actor)
    return referral


def events_of(referral: Referral) -> list[ReferralEvent]:
    """What happened, newest first."""
    return list(ReferralEvent.objects.filter(referral=referral).order_by("-at", "-id"))


def services_to_suggest(referral: Referral, *, actor: Actor) -> list[tuple[UUID, str, str]]:
    """Other services (id, name, team): those that meet a need of the referral first."""
    meets = ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=referral.needs)
    return list(
        services_to_refer_to(actor)
        .exclude(pk=referral.service_id)
        .prefetch_related(None)
        .annotate(meets=Exists(meets))
        .order_by("-meets", "name", "id")
        .values_list("pk", "name", "team__name")
    )
