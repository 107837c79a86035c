from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from ccs.tenancy.actor import Actor
from organisations.directory.models import ServiceNeed
from organisations.directory.queries import open_services, services_to_refer_to
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import OPEN

_FEW: Final = 5


def find_referral(reference: str, *, actor: Actor) -> Referral | None:
    """The envelope with the teams and workers of both sides; None when it is not the actor's."""
    return (
        Referral.objects.filter(network_id=actor.network.id, reference=reference)
        .select_related("from_team", "to_team", "sent_by", "assigned_to")
        .first()
    )


def events_of(referral: Referral) -> list[ReferralEvent]:
    """What happened, newest first."""
    return list(ReferralEvent.objects.filter(referral=referral).order_by("-at", "-id"))


def services_that_could_take(referral: Referral, *, actor: Actor) -> list[tuple[UUID, str, str]]:
    """A few other services (id, name, team) that meet a need of it and take referrals now."""
    meets = ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=referral.needs)
    asked = Referral.objects.filter(
        assessment=referral.assessment_id, service=OuterRef("pk"), status__in=OPEN
    )
    return list(
        open_services(actor)
        .filter(Exists(meets), ~Exists(asked))
        .prefetch_related(None)
        .order_by("name", "id")
        .values_list("pk", "name", "team__name")[:_FEW]
    )


def services_to_suggest(referral: Referral, *, actor: Actor) -> list[tuple[UUID, str, str]]:
    """Other services (id, name, team): those that meet a need of the referral first."""
    asked = [referral.service_id] if referral.service_id else []
    meets = ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=referral.needs)
    return list(
        services_to_refer_to(actor)
        .exclude(pk__in=asked)
        .prefetch_related(None)
        .annotate(meets=Exists(meets))
        .order_by("-meets", "name", "id")
        .values_list("pk", "name", "team__name")
    )
