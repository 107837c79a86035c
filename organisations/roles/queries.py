"""Who somebody is in a network: the only place where roles are read."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from ccs.tenancy.actor import Actor, NetworkRef
from ccs.tenancy.context import Context, Role, apply, apply_and_fetch, system
from networks.networks.models import Kind, Network
from organisations.members.models import Membership, Team
from organisations.roles.models import ApiKey, NetworkRole, OrganisationRole, TeamRole
from organisations.roles.rules import ROLES

# One round trip for every role, whatever they are held on. The rows of managed teams and
# the desk come with them, so that nothing is asked twice. A table gives its own roles alone: a
# manager, who may write in one of them, could else lend themselves the role of another.
# Who works in a team works for those that were merged into it: their letters stay in their name.
_ROLES = """
SELECT p.codename, r.content_object_id, t.name, t.is_desk,
       o.id IS NULL OR o.makes_referrals AND o.registered_on IS NOT NULL,
       COALESCE(o.sector, ''), o.id
  FROM organisations_teamrole r
  JOIN auth_permission p ON p.id = r.permission_id
  JOIN organisations_team t ON t.id = r.content_object_id
  LEFT JOIN organisations_organisation o ON o.id = t.organisation_id
 WHERE r.user_id = %s AND r.network_id = %s AND p.codename = 'work' AND t.closed_on IS NULL
UNION ALL
SELECT p.codename, r.content_object_id, '', false, false, '', r.content_object_id
  FROM organisations_organisationrole r JOIN auth_permission p ON p.id = r.permission_id
 WHERE r.user_id = %s AND r.network_id = %s AND p.codename = 'manage'
UNION ALL
SELECT p.codename, r.content_object_id, '', false, false, '', NULL
  FROM organisations_networkrole r JOIN auth_permission p ON p.id = r.permission_id
 WHERE r.user_id = %s AND r.network_id = %s AND p.codename IN ('coordinate', 'analyse')
UNION ALL
SELECT 'oversees', t.id, t.name, false, false, '', NULL
  FROM organisations_organisationrole r
  JOIN organisations_team t ON t.organisation_id = r.content_object_id
 WHERE r.user_id = %s AND r.network_id = %s
UNION ALL
SELECT 'merged', t.id, t.name, false, COALESCE(o.makes_referrals, true), '', NULL
  FROM organisations_teamrole r
  JOIN auth_permission p ON p.id = r.permission_id
  JOIN organisations_team n ON n.id = r.content_object_id
  JOIN organisations_team t ON t.merged_into_id = n.id
  LEFT JOIN organisations_organisation o ON o.id = t.organisation_id
 WHERE r.user_id = %s AND r.network_id = %s AND p.codename = 'work' AND n.closed_on IS NULL
UNION ALL
SELECT 'desk', t.id, t.name, true, true, '', NULL
  FROM organisations_team t WHERE t.network_id = %s AND t.is_desk
"""


@dataclass(frozen=True, slots=True)
class _Held:
    codename: str
    object_id: UUID
    name: str
    is_desk: bool
    refers: bool
    sector: str
    organisation_id: UUID | None


def actor_for(*, user_id: UUID, slug: str) -> Actor | None:
    """The actor a user is in a network, its context applied; None if they do not belong to it.

    Three round trips, however many networks, teams and roles: this runs on every request.
    """
    held = Membership.objects.select_related("network").filter(user_id=user_id, left_at=None)
    memberships = {one.network.slug: one for one in held.order_by("network__name")}
    membership = memberships.pop(slug, None)
    if membership is None:
        return None
    if not _is_at_home(membership, memberships.values()):
        return None
    # Practice is a link of its own, and no network to change to.
    elsewhere = tuple(
        (other, one.network.name)
        for other, one in memberships.items()
        if one.network.kind == Kind.LIVE
    )
    actor = _actor(membership, _roles_of(user_id, membership.network_id), elsewhere=elsewhere)
    apply(actor.context)
    return actor


def actor_of_member(membership: Membership) -> Actor:
    """Somebody of the network by their membership, their context applied: nobody's request.

    For those who are made up, in a practice network: they have no live one to belong to.
    """
    actor = _actor(membership, _roles_of(membership.user_id, membership.network_id), elsewhere=())
    apply(actor.context)
    return actor


def actor_of_key(*, key_id: UUID, network_id: UUID) -> Actor | None:
    """The actor that an API key is, its context applied; None once revoked or its team gone."""
    apply(system(network_id))
    key = (
        ApiKey.objects.select_related("network", "team")
        .filter(pk=key_id, revoked_at=None)
        .filter(team__closed_on=None, team__organisation__left_on=None)
        .first()
    )
    if key is None:
        return None
    teams = (key.team.pk,) if key.team else ()
    actor = Actor(
        network=network_ref(key.network),
        name=key.name,
        key_id=key.pk,
        teams=teams,
        envelopes=teams,
        organisations=(key.team.organisation_id,) if key.team and key.team.organisation_id else (),
        roles=frozenset({"worker"} if teams else {"analyst"}),
        team_names={key.team.pk: key.team.name} if key.team else {},
    )
    apply(actor.context)
    return actor


def actor_asking_for_self(*, network_id: UUID) -> Actor | None:
    """Somebody nobody knows, whose request is the desk's; None where there is no desk.

    Its context is applied: only for the length of what they send, never for a page they read.
    """
    apply(system(network_id))
    desks = Team.objects.filter(network_id=network_id, is_desk=True, closed_on=None)
    desk = desks.select_related("network").first()
    if desk is None:
        return None
    actor = Actor(
        network=network_ref(desk.network),
        name="",
        asks_for_self=True,
        teams=(desk.pk,),
        envelopes=(desk.pk,),
        desk_team=desk.pk,
        roles=frozenset({"worker"}),
        team_names={desk.pk: desk.name},
    )
    apply(actor.context)
    return actor


def people_told_about(team_id: UUID) -> list[UUID]:
    """Memberships of those who work in a team now; for the desk, of the coordinators too.

    Of a team that was merged, those who work in the team that took it in.
    """
    into = Team.objects.filter(pk=team_id).values("merged_into")[:1]
    now = Coalesce(Subquery(into), Value(team_id))
    working = TeamRole.objects.filter(content_object=now).values("user_id")
    coordinating = NetworkRole.objects.filter(
        permission__codename="coordinate",
        network__in=Team.objects.filter(pk=team_id, is_desk=True).values("network_id"),
    ).values("user_id")
    return list(
        Membership.objects.filter(Q(user_id__in=working) | Q(user_id__in=coordinating))
        .filter(network__in=Team.objects.filter(pk=team_id).values("network_id"), left_at=None)
        .order_by("id")
        .values_list("id", flat=True)
    )


def managers_of(team_id: UUID) -> list[UUID]:
    """Memberships of those who manage the organisation of a team now; the desk has none."""
    managed = Team.objects.filter(pk=team_id, organisation__isnull=False)
    roles = OrganisationRole.objects.filter(
        permission__codename="manage", content_object__in=managed.values("organisation_id")
    )
    people = Membership.objects.filter(user_id__in=roles.values("user_id"), left_at=None)
    here = people.filter(network__in=managed.values("network_id"))
    return list(here.order_by("id").values_list("id", flat=True))


def network_ref(network: Network) -> NetworkRef:
    return NetworkRef(
        id=network.pk,
        slug=network.slug,
        name=network.name,
        short_name=network.short_name,
        colour=network.colour,
        kind=network.kind,
        country=network.country,
        languages=tuple(network.languages),
        twin_of=network.practice_of_id,
        client_languages=tuple(network.client_languages),
        helpline_phone=network.helpline_phone,
        helpline_email=network.helpline_email,
        helpline_hours=network.helpline_hours,
        second_step_for_all=network.second_step_for_all,
    )


def _is_at_home(membership: Membership, others: Iterable[Membership]) -> bool:
    """Who left the live network has no place in its practice twin either."""
    home = membership.network.practice_of_id
    return home is None or any(one.network_id == home for one in others)


def _roles_of(user_id: UUID, network_id: UUID) -> list[_Held]:
    # Teams are visible to somebody of the network: the least role there is, until roles are known.
    least = Context(network=network_id, user=user_id, role=Role.ANALYST)
    rows = apply_and_fetch(least, _ROLES, [user_id, network_id] * 5 + [network_id])
    return [_Held(*row) for row in rows]


def _actor(
    membership: Membership, held: list[_Held], *, elsewhere: tuple[tuple[str, str], ...]
) -> Actor:
    roles = frozenset(ROLES[row.codename].value for row in held if row.codename in ROLES)
    desk = next((row for row in held if row.codename == "desk"), None)
    letters = {row.object_id: row.name for row in held if row.codename == "work"}
    if desk and "coordinator" in roles:
        letters[desk.object_id] = desk.name
    # After their own, which is where something new begins.
    letters |= {row.object_id: row.name for row in held if row.codename == "merged"}
    refers = any(row.refers for row in held if row.object_id in letters)
    overseen = {row.object_id: row.name for row in held if row.codename == "oversees"}
    today = timezone.localdate()
    return Actor(
        network=network_ref(membership.network),
        name=membership.name,
        user_id=membership.user_id,
        member_id=membership.pk,
        elsewhere=elsewhere,
        language=membership.language,
        seen_on=membership.seen_on,
        seen_before=membership.seen_before if membership.seen_on == today else membership.seen_on,
        joined_on=timezone.localdate(membership.joined_at),
        roles=roles,
        teams=tuple(letters),
        envelopes=tuple({**overseen, **letters}),
        managed=tuple(row.object_id for row in held if row.codename == "manage"),
        organisations=tuple(dict.fromkeys(r.organisation_id for r in held if r.organisation_id)),
        desk_team=desk.object_id if desk else None,
        refers=refers,
        sectors=frozenset(row.sector for row in held if row.sector),
        team_names={**overseen, **letters},
    )
