"""Teams of an organisation: opened, renamed, closed, split and merged with their work."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.accounts.models import User
from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.agreements.queries import standing_of
from organisations.directory.models import Service
from organisations.members.actions import add_team
from organisations.members.models import Membership, Organisation, Team
from organisations.people import registry as people
from organisations.roles.actions import give_role
from organisations.roles.models import ApiKey, TeamRole
from organisations.roles.queries import people_told_about
from organisations.roles.rules import RoleName, can_coordinate, can_manage_people
from organisations.teams import registry
from organisations.teams.registry import Moved

TEAMS_CHANGED = "teams_changed"
_Written = TypeVar("_Written")


@dataclass(frozen=True, slots=True)
class Split:
    """What goes to the new team. Who is in `both` stays in the old one too."""

    name: str
    services: frozenset[UUID]
    people: frozenset[UUID]
    both: frozenset[UUID] = frozenset()
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What was moved; letters are not: they stay in the name of the team that was merged."""

    people: int
    services: int
    keys: int


@transaction.atomic
def open_team(
    *, actor: Actor, organisation_id: UUID, name: str, phone: str = "", email: str = ""
) -> Team:
    organisation = lock_organisation(actor, organisation_id)
    team = _named(lambda: add_team(organisation=organisation, name=name, phone=phone, email=email))
    record("team.opened", actor=actor, subject_kind="team", subject_id=team.pk)
    return team


@transaction.atomic
def rename_team(*, actor: Actor, team_id: UUID, name: str, phone: str, email: str) -> Team:
    """What was sent before keeps the name as it was then."""
    team = _lock_team(actor, team_id)
    team.name, team.phone, team.email = name, phone, email
    _named(lambda: team.save(update_fields=["name", "phone", "email"]))
    record("team.renamed", actor=actor, subject_kind="team", subject_id=team.pk)
    return team


@transaction.atomic
def close_team(*, actor: Actor, team_id: UUID) -> None:
    """Only an empty one: whatever is open has to be somebody's first."""
    team = _lock_team(actor, team_id)
    why_not = why_not_closed(actor, team)
    if why_not:
        raise Problem(why_not)
    team.closed_on = timezone.localdate()
    team.save(update_fields=["closed_on"])
    for key in ApiKey.objects.select_for_update().filter(team=team, revoked_at=None):
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
    record("team.closed", actor=actor, subject_kind="team", subject_id=team.pk)


def why_not_closed(actor: Actor, team: Team) -> str:
    """Empty where it may be closed."""
    others = Team.objects.filter(organisation=team.organisation_id, closed_on=None)
    if not others.exclude(pk=team.pk).exists():
        return _("This is the only team of the organisation. An organisation has at least one.")
    here = Membership.objects.filter(network=team.network_id, left_at=None).values("user_id")
    if TeamRole.objects.filter(content_object=team, user__in=here).exists():
        return _("People still work in it. Move them to another team first, or merge the teams.")
    if Service.objects.filter(team=team, status=Service.Status.PUBLISHED).exists():
        return _("It still has published services. Withdraw them first, or merge the teams.")
    with enter(system(actor.network.id)):
        if registry.work_of(actor.network.id, team.pk).any_open:
            return _("It still has open work. Merge it with another team instead.")
    return ""


@transaction.atomic
def split_team(*, actor: Actor, team_id: UUID, split: Split) -> tuple[Team, Moved]:
    """A new team takes these services and people, and what is open of those services.

    What is closed stays where it was, and so does what was sent and what was told to the old team.
    """
    team = _lock_team(actor, team_id)
    organisation = team.organisation
    if organisation is None:
        raise NotAllowed(_("There is no such team here."))
    _check_split(team, split)
    if split.services and not standing_of(organisation.pk, network_id=actor.network.id).holds:
        raise Problem(_("Sign the data sharing agreement first: nothing can change hands now."))
    new = _named(lambda: add_team(organisation=organisation, name=split.name, phone=split.phone))
    _people_go(team, new, split, actor=actor)
    # Their own from this moment, and not only from their next request.
    with enter(replace(actor, envelopes=(*actor.envelopes, new.pk)).context):
        Service.objects.filter(pk__in=split.services, team=team).update(team=new)
    moved = registry.move_received(actor, team, new, split.services)
    _give_back_what_stays(team, split, actor=actor)
    record("team.split", actor=actor, subject_kind="team", subject_id=team.pk)
    record("team.opened", actor=actor, subject_kind="team", subject_id=new.pk)
    _tell(actor, [team.pk, new.pk], subject=new)
    return new, moved


@transaction.atomic
def merge_teams(*, actor: Actor, team_id: UUID, into_id: UUID) -> Merged:
    """`team_id` is closed; whoever works in `into_id` works for it from then on.

    Twice is once. Of two merges against each other the second finds its team closed.
    """
    if team_id == into_id:
        raise Problem(_("Choose another team."), field="into")
    seen = Team.objects.filter(pk=team_id, network_id=actor.network.id).first()
    if seen is not None and seen.merged_into_id == into_id:
        return Merged(0, 0, 0)
    team, into = _lock_both(actor, team_id, into_id)
    _check_no_name_twice(team, into)
    keys = ApiKey.objects.filter(team=team, revoked_at=None)
    done = Merged(
        people=_people_join(team, into),
        services=Service.objects.filter(team=team).update(team=into),
        keys=keys.update(team=into),
    )
    Team.objects.filter(merged_into=team).update(merged_into=into)
    team.closed_on, team.merged_into = timezone.localdate(), into
    team.save(update_fields=["closed_on", "merged_into"])
    record("team.merged", actor=actor, subject_kind="team", subject_id=team.pk)
    _tell(actor, [into.pk], subject=into)
    return done


def lock_organisation(actor: Actor, organisation_id: UUID) -> Organisation:
    """One change of an organisation's teams at a time."""
    held = Organisation.objects.select_for_update(no_key=True)
    organisation = held.filter(
        pk=organisation_id, network_id=actor.network.id, left_on=None
    ).first()
    may = can_coordinate(actor) or organisation_id in actor.managed
    if organisation is None or not can_manage_people(actor) or not may:
        raise NotAllowed(_("There is no such organisation here."))
    return organisation


def _lock_team(actor: Actor, team_id: UUID) -> Team:
    seen = Team.objects.filter(pk=team_id, network_id=actor.network.id, is_desk=False).first()
    if seen is None or seen.organisation_id is None:
        raise NotAllowed(_("There is no such team here."))
    organisation = lock_organisation(actor, seen.organisation_id)
    team = Team.objects.select_for_update(no_key=True).get(pk=team_id)
    if team.closed_on is not None:
        raise Conflict(_("This team was closed meanwhile. Nothing was changed."))
    team.organisation = organisation
    return team


def _lock_both(actor: Actor, team_id: UUID, into_id: UUID) -> tuple[Team, Team]:
    team, into = _lock_team(actor, team_id), _lock_team(actor, into_id)
    if team.organisation_id != into.organisation_id:
        raise NotAllowed(_("Only two teams of one organisation can be merged."))
    return team, into


def _check_split(team: Team, split: Split) -> None:
    held = Service.objects.filter(team=team, pk__in=split.services)
    if held.count() != len(split.services):
        raise Problem(_("Choose services of this team."), field="services")
    here = set(people_told_about(team.pk))
    if not split.people <= here or not split.both <= here:
        raise Problem(_("Choose people of this team."), field="people")
    if not split.people | split.both:
        raise Problem(_("Choose at least one person for the new team."), field="people")
    if not here - (split.people - split.both):
        raise Problem(_("Somebody has to stay in this team. Or rename it."), field="people")


def _people_go(team: Team, new: Team, split: Split, *, actor: Actor) -> None:
    going = Membership.objects.filter(pk__in=split.people | split.both).select_related("user")
    for person in going:
        give_role(role=RoleName.WORKER, user=person.user, on=new)
    leaving = Membership.objects.filter(pk__in=split.people - split.both).values("user_id")
    TeamRole.objects.filter(content_object=team, user__in=leaving).delete()


def _give_back_what_stays(team: Team, split: Split, *, actor: Actor) -> None:
    """What stays with the old team, and was given to somebody who goes, is the team's."""
    gone = list(Membership.objects.filter(pk__in=split.people - split.both))
    with enter(system(actor.network.id)):
        for person in gone:
            people.hand_back(actor, person, [team.pk])


def _people_join(team: Team, into: Team) -> int:
    """Whoever works in the one works in the other."""
    users = set(TeamRole.objects.filter(content_object=team).values_list("user", flat=True))
    there = set(TeamRole.objects.filter(content_object=into).values_list("user", flat=True))
    for user in User.objects.filter(pk__in=users - there):
        give_role(role=RoleName.WORKER, user=user, on=into)
    TeamRole.objects.filter(content_object=team).delete()
    return len(users)


def _check_no_name_twice(team: Team, into: Team) -> None:
    names = set(Service.objects.filter(team=into).values_list("name", flat=True))
    twice = Service.objects.filter(team=team, name__in=names).values_list("name", flat=True)
    if twice:
        raise Problem(
            _("Both teams have a service called %(names)s. Rename one of them first.")
            % {"names": ", ".join(sorted(twice))},
            field="into",
        )


def _named(write: Callable[[], _Written]) -> _Written:
    """A savepoint of its own: the database knows every name of the network."""
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as refused:
        if "team_name_once" not in str(refused):
            raise
        raise Problem(
            _("There is, or was, a team of that name in the network. Choose another name."),
            field="name",
        ) from refused


def _tell(actor: Actor, teams: Collection[UUID], *, subject: Team) -> None:
    told = {one for team in teams for one in people_told_about(team)} - {actor.member_id}
    enqueue(
        TEAMS_CHANGED,
        network_id=actor.network.id,
        recipients=sorted(told, key=str),
        subject_id=subject.pk,
        event_id=new_id(),
    )
