from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from ccs.tenancy.actor import Actor
from organisations.directory.models import ServiceNeed
from organisations.directory.queries import services_to_refer_to
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, rank
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import OPEN, Side, sides_of

_FEW: Final = 5


def find_referral(reference: str, *, actor: Actor) -> Referral | None:
    """The envelope with the teams and workers of both sides; None when it is not the actor's."""
    return (
        Referral.objects.filter(network_id=actor.network.id, reference=reference)
        .select_related("from_team", "to_team", "sent_by", "assigned_to")
        .first()
    )


def sides_for(referral: Referral, actor: Actor) -> frozenset[Side]:
    """Which sides of it the actor's teams stand on."""
    return sides_of(
        from_team=referral.from_team_id,
        to_team=referral.to_team_id,
        desk_team=referral.desk_team_id,
        teams=actor.teams,
    )


def events_of(referral: Referral) -> list[ReferralEvent]:
    """What happened, newest first."""
    return list(ReferralEvent.objects.filter(referral=referral).order_by("-at", "-id"))


def services_that_could_take(referral: Referral, *, actor: Actor) -> list[tuple[UUID, str, str]]:
    """The best few other services (id, name, team) that meet a need of it and could take it now."""
    asked = Asked(needs=tuple(referral.needs), organisation_id=referral.from_team.organisation_id)
    open_now = Referral.objects.filter(assessment=referral.assessment_id, status__in=OPEN)
    already = set(open_now.values_list("service", flat=True))
    known = {one.service_id: one for one in candidates(network_id=actor.network.id, asked=asked)}
    best = [
        known[match.service_id]
        for match in rank(asked, known.values())
        if not match.ruled_out and match.service_id not in already
    ]
    return [(one.service_id, one.name, one.team) for one in best[:_FEW]]


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
