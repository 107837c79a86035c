"""Where somebody works, what they look after, and who would be missing."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership, Team
from organisations.people import registry
from organisations.people.rules import ASKED_AFTER, last_here
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole


def teams_of(membership: Membership) -> list[UUID]:
    rows = TeamRole.objects.filter(network=membership.network_id, user=membership.user_id)
    return list(rows.values_list("content_object", flat=True))


def organisations_of(membership: Membership) -> set[UUID]:
    """Where they work in a team; what they manage is another question."""
    rows = Team.objects.filter(pk__in=teams_of(membership)).exclude(organisation=None)
    return {found for found in rows.values_list("organisation", flat=True) if found}


def organisations_managed_by(membership: Membership) -> set[UUID]:
    rows = OrganisationRole.objects.filter(network=membership.network_id, user=membership.user_id)
    return set(rows.values_list("content_object", flat=True))


def network_roles_of(membership: Membership) -> set[str]:
    """As codenames."""
    rows = NetworkRole.objects.filter(network=membership.network_id, user=membership.user_id)
    return set(rows.values_list("permission__codename", flat=True))


def only_theirs(actor: Actor, membership: Membership) -> bool:
    """Whether they work for organisations of this manager alone."""
    own = Team.objects.filter(organisation_id__in=actor.managed).values_list("pk", flat=True)
    return (
        set(teams_of(membership)) <= set(own)
        and organisations_managed_by(membership) <= set(actor.managed)
        and not network_roles_of(membership)
    )


def last_workers_of(membership: Membership) -> list[tuple[Team, int]]:
    """Teams in which nobody else works, each with how much is open there. As the system."""
    teams = teams_of(membership)
    here = Membership.objects.filter(network=membership.network_id, left_at=None)
    others = TeamRole.objects.filter(
        content_object__in=teams, user__in=here.exclude(pk=membership.pk).values("user_id")
    )
    manned = set(others.values_list("content_object", flat=True))
    alone = [one for one in teams if one not in manned]
    if not alone:
        return []
    given = dict(registry.given_to(membership.network_id, membership, alone).open)
    found = Team.objects.filter(pk__in=alone, is_desk=False, closed_on=None).order_by("name")
    return [(team, given.get(team.pk, 0)) for team in found]


def long_away(network_id: UUID, *, now: datetime) -> list[Membership]:
    """Who was last seen so long ago that they are asked, or were."""
    today = timezone.localdate(now)
    people = Membership.objects.filter(network_id=network_id, left_at=None)
    seen = Q(seen_on__lte=today - ASKED_AFTER)
    never = Q(seen_on=None, joined_at__lt=now - ASKED_AFTER)
    return list(people.filter(seen | never).order_by("id"))


def last_day_of(person: Membership) -> date:
    return last_here(seen_on=person.seen_on, joined_on=timezone.localdate(person.joined_at))


def managers_who_look_after(membership: Membership, teams: Iterable[UUID]) -> list[UUID]:
    """Memberships of the managers of the organisations where they work or did, but themselves."""
    held = Team.objects.filter(pk__in=list(teams), organisation__isnull=False)
    organisations = set(held.values_list("organisation", flat=True))
    organisations |= organisations_managed_by(membership)
    roles = OrganisationRole.objects.filter(content_object__in=organisations)
    people = Membership.objects.filter(
        network=membership.network_id, left_at=None, user__in=roles.values("user_id")
    )
    return list(people.exclude(pk=membership.pk).order_by("id").values_list("pk", flat=True))
