"""What the organisation does itself, in any order; a half that was saved is kept."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from organisations.joining.actions.changing import (
    become,
    check_state,
    keep,
    lock_own,
    noted,
    tell_desk,
)
from organisations.joining.models import Joining, State
from organisations.joining.queries import steps_of
from organisations.joining.rules import INSIDE
from organisations.members.models import Organisation, Team


@dataclass(frozen=True, slots=True)
class Details:
    """About the organisation and its first team. `receives`: whether others may refer to it."""

    description: str
    team_name: str
    team_phone: str
    website: str = ""
    charity_number: str = ""
    no_charity_number: bool = False
    receives: bool = True

    @property
    def missing(self) -> bool:
        number = self.charity_number or self.no_charity_number
        return not (self.description and self.team_name and self.team_phone and number)


@transaction.atomic
def save_details(*, actor: Actor, joining_id: UUID, details: Details) -> Joining:
    """Whatever there is, is kept; the step is done once nothing is missing."""
    joining = lock_own(joining_id, actor=actor)
    check_state(joining, *INSIDE)
    Organisation.objects.filter(pk__in=[joining.organisation_id]).update(
        description=details.description,
        website=details.website,
        charity_number=details.charity_number,
        receives_referrals=details.receives,
    )
    _save_team(joining, details)
    done = None if details.missing else (joining.details_at or timezone.now())
    keep(
        joining,
        details_at=done,
        no_charity_number=details.no_charity_number and not details.charity_number,
    )
    noted("details", joining, actor=actor)
    return joining


@transaction.atomic
def say_people(*, actor: Actor, joining_id: UUID) -> Joining:
    """Everybody who should be there is invited, or one person is enough for now."""
    joining = lock_own(joining_id, actor=actor)
    check_state(joining, *INSIDE)
    if joining.people_at is None:
        keep(joining, people_at=timezone.now())
        noted("people", joining, actor=actor)
    return joining


@transaction.atomic
def say_ready(*, actor: Actor, joining_id: UUID, opens_services: bool) -> Joining:
    """All steps are done: over to the desk. Said twice, it is said once."""
    joining = lock_own(joining_id, actor=actor)
    if joining.state == State.READY:
        return joining
    check_state(joining, State.STARTED)
    if steps_of([joining])[joining.pk].left:
        raise Problem(_("Some steps are still to do."))
    now = timezone.now()
    become(
        joining,
        State.READY,
        at=now,
        ready_at=now,
        opens_services=opens_services,
        with_desk_since=now,
    )
    tell_desk("joining_ready", joining)
    noted("ready", joining, actor=actor)
    return joining


def _save_team(joining: Joining, details: Details) -> None:
    """The first of its teams; others are made on their own page."""
    teams = Team.objects.filter(organisation=joining.organisation_id, closed_on=None)
    team = teams.order_by("id").first()
    if team is None:
        return
    team.name, team.phone = details.team_name or team.name, details.team_phone
    try:
        with transaction.atomic():
            team.save(update_fields=["name", "phone"])
    except IntegrityError as wrong:
        raise Problem(
            _("Another team in the network has this name. Add something to it."), field="team_name"
        ) from wrong
