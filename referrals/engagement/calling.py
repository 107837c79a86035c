"""Whom the desk should ring, why, and writing down that it did."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed
from organisations.engagement.contacts.actions import InTouch, write_contact
from organisations.engagement.contacts.models import ContactNote
from organisations.engagement.contacts.queries import last_spoken
from organisations.engagement.parties import Named
from organisations.engagement.pipeline.rules import QUIET_AFTER_CALL, reasons_to_ring
from organisations.members.models import Membership, Organisation, Team
from organisations.roles.rules import can_coordinate
from referrals.engagement.members import by_organisation, read_members, whom_to_ring


@dataclass(frozen=True, slots=True)
class Call:
    """One organisation to ring: why, whom, and when somebody last was in touch with them."""

    organisation: Organisation
    reasons: list[str]
    people: list[Membership]
    teams: list[Team]
    last_on: date | None


def call_list(actor: Actor, *, called_too: bool = False) -> list[Call]:
    """The most reasons first. Whoever the desk spoke to lately is left alone for two weeks."""
    organisations, read = read_members(actor)
    spoken = last_spoken(actor)
    found = []
    for member in by_organisation(organisations, read):
        reasons = reasons_to_ring(member.known, today=read.today)
        last_on = spoken.get(member.id)
        rung = last_on is not None and (read.today - last_on).days < QUIET_AFTER_CALL
        if reasons and (called_too or not rung):
            people = whom_to_ring(member.organisation, read)
            teams = read.teams[member.id]
            found.append(Call(member.organisation, reasons, people, teams, last_on))
    return sorted(found, key=lambda call: -len(call.reasons))


def called(
    *, actor: Actor, organisation_id: UUID, said: dict[str, Any], note_id: UUID | None
) -> ContactNote:
    """A note of the call, and where wanted a day to come back to it: one step."""
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such organisation here."))
    today, again = timezone.localdate(), said.get("again")
    return write_contact(
        actor=actor,
        said=InTouch(
            named=Named(organisation_id=organisation_id),
            about=said["about"],
            happened_on=today,
            person_name=said.get("person_name", ""),
            follow_up_on=today + timedelta(days=int(again)) if again else None,
        ),
        note_id=note_id or new_id(),
    )
