"""Where a referral can go from here, and where it went."""

from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.queries import services_to_refer_to
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, rank
from organisations.members.models import Team
from referrals.clients.models import Share
from referrals.referrals.models import Referral
from referrals.referrals.queries.envelopes import services_to_suggest
from referrals.referrals.rules import OPEN

_FEW: Final = 5
Services = list[tuple[UUID, str, str]]


def services_to_pass_on_to(referral: Referral, *, actor: Actor) -> tuple[Services, Services]:
    """The best few that meet a need of it and could take it now; and all, by name."""
    team = Team.objects.get(pk=referral.receiver_id)
    asked = Asked(needs=tuple(referral.needs), organisation_id=team.organisation_id)
    known = {one.service_id: one for one in candidates(network_id=actor.network.id, asked=asked)}
    closed = _not_again(referral, actor)
    best = [
        known[match.service_id]
        for match in rank(asked, known.values())
        if not match.ruled_out and match.service_id not in closed
    ]
    others = services_to_suggest(referral, actor=actor)
    return (
        [(one.service_id, one.name, one.team) for one in best[:_FEW]],
        [row for row in others if row[0] not in closed],
    )


def items_held(referral: Referral) -> list[str]:
    """What the receiving team was shown besides the core: it passes on no more than that."""
    held = Share.objects.filter(referral=referral, team=referral.receiver_id, until=None)
    return held.values_list("items", flat=True).first() or []


def passed_on_to(referral: Referral) -> Referral | None:
    return Referral.objects.filter(forwarded_from=referral).order_by("-created_at").first()


def passed_on_from(referral: Referral) -> Referral | None:
    """The referral that was passed on as this one, for who may see it."""
    return Referral.objects.filter(pk__in=[referral.forwarded_from_id]).first()


def _not_again(referral: Referral, actor: Actor) -> set[UUID | None]:
    """The team's own services, and those that it can see were asked and have not ended."""
    own = services_to_refer_to(actor).filter(team=referral.to_team_id).prefetch_related(None)
    open_now = Referral.objects.filter(assessment=referral.assessment_id, status__in=OPEN)
    return {*own.values_list("pk", flat=True), *open_now.values_list("service", flat=True)}
