"""Somebody goes: removed, by themselves, or closed because nobody has seen them for long."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.members.models import Membership, Organisation, Team
from organisations.people import registry
from organisations.people.queries import (
    last_workers_of,
    only_theirs,
    organisations_managed_by,
    teams_of,
)
from organisations.roles.actions import take_all_roles
from organisations.roles.models import NetworkRole, OrganisationRole
from organisations.roles.queries import people_told_about
from organisations.roles.rules import can_coordinate, can_manage_people

COLLEAGUE_LEFT = "colleague_left"


@dataclass(frozen=True, slots=True)
class Consequences:
    """What will happen, before anything does: counts, and names of teams and nothing personal."""

    teams: tuple[str, ...]
    assigned: int
    stands_in_for: int
    # Teams in which nobody would work any more, with how much is open there.
    emptied: tuple[tuple[str, int], ...]


@transaction.atomic
def remove_member(*, actor: Actor, member_id: UUID) -> None:
    """Take every role: the person's next request finds nothing. The last manager stays."""
    membership = _held(actor.network.id, member_id)
    if membership is None or not can_manage_people(actor):
        raise NotAllowed(_("There is no such person here."))
    if membership.pk == actor.member_id:
        raise Problem(_("You cannot remove yourself. Leave the network from your own details."))
    if not can_coordinate(actor) and not only_theirs(actor, membership):
        raise NotAllowed(
            _("This person also works elsewhere in the network. Ask your coordinator.")
        )
    check_not_last_manager(membership)
    let_go(membership, actor=actor, why="removed")


@transaction.atomic
def leave(*, actor: Actor) -> None:
    """By oneself. Nobody leaves as the last manager or coordinator, or with open work on nobody."""
    membership = _held(actor.network.id, actor.member_id) if actor.member_id else None
    if membership is None:
        raise NotAllowed(_("There is no such person here."))
    with enter(system(actor.network.id)):
        check_not_last_manager(membership, oneself=True)
        for team, count in last_workers_of(membership):
            if count:
                raise Problem(
                    _(
                        "You are the only person in %(team)s, and it has open work. "
                        "Ask your manager to invite somebody first."
                    )
                    % {"team": team.name}
                )
        let_go(membership, actor=actor, why="left")


def let_go(membership: Membership, *, actor: Actor, why: str) -> None:
    """What every way of going comes to. The membership is locked, and may be let go."""
    teams = teams_of(membership)
    _check_still_here(membership)
    take_all_roles(membership=membership, actor=actor)
    membership.left_at = timezone.now()
    membership.away_from = membership.away_until = membership.stand_in = None
    membership.save(update_fields=["left_at", "away_from", "away_until", "stand_in"])
    record(f"member.{why}", actor=actor, subject_kind="membership", subject_id=membership.pk)
    work_goes_to_the_team(membership, teams, actor=actor)
    with enter(system(membership.network_id)):
        # Nobody stands in for others who is not here.
        Membership.objects.filter(stand_in=membership.pk).update(
            away_from=None, away_until=None, stand_in=None
        )


def work_goes_to_the_team(membership: Membership, teams: Collection[UUID], *, actor: Actor) -> int:
    """What they had in their own name there; each team is told once, without a name."""
    if not teams:
        return 0
    with enter(system(membership.network_id)):
        count = registry.hand_back(actor, membership, teams)
        people = {one for team in teams for one in people_told_about(team)}
        enqueue(
            COLLEAGUE_LEFT,
            network_id=membership.network_id,
            recipients=sorted(people - {membership.pk, actor.member_id}, key=str),
            subject_id=membership.pk,
            event_id=new_id(),
        )
    return count


def consequences_of(
    membership: Membership, *, teams: Collection[UUID] | None = None
) -> Consequences:
    """Of going altogether, or from some teams only."""
    with enter(system(membership.network_id)):
        going = set(teams_of(membership) if teams is None else teams)
        named = Team.objects.filter(pk__in=going).order_by("name")
        given = registry.given_to(membership.network_id, membership, going)
        stands_in = Membership.objects.filter(stand_in=membership.pk, left_at=None)
        emptied = [
            (team.name, count) for team, count in last_workers_of(membership) if team.pk in going
        ]
        return Consequences(
            teams=tuple(team.name for team in named),
            assigned=given.assigned,
            stands_in_for=stands_in.count() if teams is None else 0,
            emptied=tuple(emptied),
        )


def check_not_last_manager(
    membership: Membership,
    organisations: Collection[UUID] | None = None,
    *,
    oneself: bool = False,
) -> None:
    """Nor the last coordinator, where they would go altogether (`organisations` is None).

    Two managers who go at once wait here for one another, so that one stays.
    """
    managed = organisations_managed_by(membership)
    losing = managed if organisations is None else managed & set(organisations)
    roles = OrganisationRole.objects.filter(network=membership.network_id)
    held = Organisation.objects.select_for_update(no_key=True).order_by("id")
    for organisation in held.filter(pk__in=losing, left_on=None):
        if not roles.filter(content_object=organisation).exclude(user=membership.user_id).exists():
            raise Problem(
                _("You are the last manager. Make somebody else a manager first.")
                if oneself
                else _("They are the last manager. Make somebody else a manager first."),
                field="manages",
            )
    if organisations is None:
        check_not_last_coordinator(membership, oneself=oneself)


def check_not_last_coordinator(membership: Membership, *, oneself: bool = False) -> None:
    """The desk's own row is what two coordinators who go at once wait for."""
    roles = NetworkRole.objects.filter(
        network=membership.network_id, permission__codename="coordinate"
    )
    if not roles.filter(user=membership.user_id).exists():
        return
    list(
        Team.objects.select_for_update(no_key=True).filter(
            network_id=membership.network_id, is_desk=True
        )
    )
    if not roles.exclude(user=membership.user_id).exists():
        raise Problem(
            _("You are the last coordinator. Make somebody else a coordinator first.")
            if oneself
            else _("They are the last coordinator. Make somebody else a coordinator first."),
            field="network_roles",
        )


def _held(network_id: UUID, member_id: UUID) -> Membership | None:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("user")
    return rows.filter(pk=member_id, network_id=network_id, left_at=None).first()


def _check_still_here(membership: Membership) -> None:
    if membership.left_at is not None:
        raise Conflict(_("They have left already. Nothing was changed."))
