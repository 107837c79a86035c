"""Bringing organisations, teams and people into a network."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.accounts.models import User
from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.outbox.queries import is_owed
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from networks.networks.models import Network
from organisations.members.models import (
    LeadAgency,
    Membership,
    Organisation,
    RemindBy,
    Team,
)
from organisations.members.queries import colleagues_of
from organisations.roles.actions import give_role
from organisations.roles.rules import RoleName, can_coordinate, can_manage_people


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    name: str
    sector: str
    type: str = ""
    description: str = ""
    website: str = ""
    makes_referrals: bool = True
    receives_referrals: bool = True


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, and their roles: worker of teams, manager of organisations, the network's.

    `invitation_id` comes with the form: the same one twice is the same invitation.
    """

    email: str
    name: str
    phone: str = ""
    language: str = "en"
    teams: tuple[UUID, ...] = ()
    manages: tuple[UUID, ...] = ()
    network_roles: tuple[RoleName, ...] = ()
    invitation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Both days counted; `stand_in` is the membership that gets the reminders meanwhile."""

    first_day: date
    last_day: date
    stand_in: UUID


@transaction.atomic
def add_organisation(
    *,
    network_id: UUID,
    details: NewOrganisation,
    registered_on: date | None,
    first_team: str = "",
    first_phone: str = "",
) -> Organisation:
    """Every organisation has at least one team; without a name for it, the organisation's own.

    With no day it was registered on it is still joining.
    """
    organisation = Organisation.objects.create(
        network_id=network_id,
        name=details.name,
        sector=details.sector,
        type=details.type,
        description=details.description,
        website=details.website,
        registered_on=registered_on,
        makes_referrals=details.makes_referrals,
        receives_referrals=details.receives_referrals,
    )
    add_team(organisation=organisation, name=first_team or details.name, phone=first_phone)
    return organisation


@transaction.atomic
def add_team(*, organisation: Organisation, name: str, phone: str = "", email: str = "") -> Team:
    return Team.objects.create(
        network_id=organisation.network_id,
        organisation=organisation,
        name=name,
        phone=phone,
        email=email,
    )


@transaction.atomic
def open_desk(*, network_id: UUID, name: str) -> Team:
    """The coordination desk: a team of the network itself, there from its first day."""
    return Team.objects.create(network_id=network_id, is_desk=True, name=name)


@transaction.atomic
def appoint_lead(*, organisation: Organisation, since: date) -> LeadAgency:
    LeadAgency.objects.filter(network_id=organisation.network_id, until=None).update(until=since)
    return LeadAgency.objects.create(
        network_id=organisation.network_id, organisation=organisation, since=since
    )


@transaction.atomic
def enrol(*, network_id: UUID, invited: Invited) -> Membership:
    """Make or revive the membership of an address and give the roles; nobody is told.

    The account is the invitation: signing in asks for a code at that address.
    """
    user = User.objects.for_email(invited.email)
    membership, created = Membership.objects.get_or_create(
        network_id=network_id,
        user=user,
        defaults={
            "name": invited.name,
            "phone": invited.phone,
            "language": invited.language,
            "joined_at": timezone.now(),
        },
    )
    if not created and membership.left_at:
        membership.left_at, membership.name = None, invited.name
        # The invitation is the question whether they need this.
        membership.asked_on = timezone.localdate()
        membership.save(update_fields=["left_at", "name", "asked_on"])
    for team in Team.objects.filter(pk__in=invited.teams):
        give_role(role=RoleName.WORKER, user=user, on=team)
    for organisation in Organisation.objects.filter(pk__in=invited.manages):
        give_role(role=RoleName.MANAGER, user=user, on=organisation)
    for role in invited.network_roles:
        give_role(role=role, user=user, on=Network.objects.get(pk=network_id))
    return membership


@transaction.atomic
def invite(*, actor: Actor, invited: Invited) -> Membership:
    """A manager invites to their own organisations, a coordinator anywhere in the network.

    Raises NotAllowed for teams or organisations that are not theirs to give.
    """
    if not can_manage_people(actor):
        raise NotAllowed(_("Only managers and coordinators can invite people."))
    if not (invited.teams or invited.manages or invited.network_roles):
        raise Problem(_("Choose at least one team or role."), field="teams")
    if actor.network.is_practice and not invited.email.strip().lower().endswith(".example"):
        raise Problem(
            _("In practice nobody real is invited. Type an address that ends in .example."),
            field="email",
        )
    if not can_coordinate(actor):
        _check_own(actor, invited)
    membership = enrol(network_id=actor.network.id, invited=invited)
    invitation = invited.invitation_id or new_id()
    if is_owed("invitation", event_id=invitation):
        return membership
    record("member.invited", actor=actor, subject_kind="membership", subject_id=membership.pk)
    enqueue(
        "invitation",
        network_id=actor.network.id,
        recipients=[membership.pk],
        subject_id=membership.pk,
        event_id=invitation,
    )
    return membership


@transaction.atomic
def change_profile(
    *,
    actor: Actor,
    name: str,
    phone: str,
    language: str,
    reminders: str = RemindBy.AT_ONCE,
    away: Away | None = None,
) -> None:
    """Raises Problem for a stand-in who is not a colleague, or an absence that ends first."""
    if reminders not in RemindBy.values:
        raise Problem(_("Choose how we remind you."), field="reminders")
    if away:
        _check_away(actor, away)
    own = Membership.objects.filter(pk__in=[actor.member_id])
    own.update(
        name=name,
        phone=phone,
        language=language,
        reminders=reminders,
        away_from=away.first_day if away else None,
        away_until=away.last_day if away else None,
        stand_in=away.stand_in if away else None,
    )
    record("profile.changed", actor=actor, subject_kind="membership", subject_id=actor.identity)


def _check_away(actor: Actor, away: Away) -> None:
    if away.last_day < away.first_day:
        raise Problem(_("The last day you are away must be after the first."), field="away_until")
    if away.stand_in not in colleagues_of(actor).values_list("pk", flat=True):
        raise Problem(_("Choose somebody you work with."), field="stand_in")


def _check_own(actor: Actor, invited: Invited) -> None:
    own = set(Team.objects.filter(organisation_id__in=actor.managed).values_list("pk", flat=True))
    if (
        invited.network_roles
        or not set(invited.teams) <= own
        or not set(invited.manages) <= set(actor.managed)
    ):
        raise NotAllowed(_("You can only invite people to your own organisation."))
