from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models.functions import Coalesce

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership, Team
from organisations.roles.models import TeamRole
from referrals.referrals.models import Referral
from referrals.referrals.queries.boxes import IN_A_LIST


def received(references: Collection[str], *, actor: Actor) -> list[Referral]:
    """Those of them that a team received in which the actor works."""
    rows = Referral.objects.filter(
        network=actor.network.id, reference__in=references, to_team__in=actor.teams
    )
    return list(rows.only(*IN_A_LIST).order_by("reference"))


def colleagues_in_all(referrals: Collection[Referral]) -> list[Membership]:
    """Who works in every one of the teams that received them, by name."""
    received = Team.objects.filter(pk__in={referral.to_team_id for referral in referrals})
    # Those of a team that was merged are worked on by who works in the one that took it in.
    teams = set(received.values_list(Coalesce("merged_into", "pk"), flat=True))
    held = TeamRole.objects.filter(content_object__in=teams).values_list("user", "content_object")
    by_user = defaultdict[UUID, set[UUID | None]](set)
    for user, team in held:
        by_user[user].add(team)
    everywhere = [user for user, found in by_user.items() if found == teams]
    return list(Membership.objects.filter(user__in=everywhere, left_at=None).order_by("name", "id"))
