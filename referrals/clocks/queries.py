"""Who is to be reminded of a referral: in the system's context, envelopes only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from organisations.members.models import Membership, Team
from organisations.roles.queries import managers_of, people_told_about
from referrals.clocks.rules import Part, Stage
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status


@dataclass(frozen=True, slots=True)
class Reminded:
    """A person who is reminded, what they are to the referral, and how they want to hear."""

    member_id: UUID
    part: Part
    choice: str


def desk_of(network_id: UUID) -> Team | None:
    return Team.objects.filter(network_id=network_id, is_desk=True).first()


def people_to_remind(referral: Referral, stage: Stage) -> dict[UUID, Part]:
    """Before the time is over, whoever it was given to; then their team and its managers too."""
    if referral.owner_team_id is None:
        return {}
    team = people_told_about(referral.owner_team_id)
    given_to = _given_to(referral)
    late = stage == Stage.DUE and referral.status != Status.IN_PROGRESS
    if given_to in team and not late:
        return {given_to: Part.OWNER}
    managers = managers_of(referral.owner_team_id) if late else []
    return {**dict.fromkeys(managers, Part.MANAGER), **dict.fromkeys(team, Part.OWNER)}


def people_of_escalation(referral: Referral, *, desk: Team) -> dict[UUID, Part]:
    """The desk, and whoever asked: they can look for other help."""
    team = people_told_about(referral.from_team_id)
    sender = referral.sent_by_id
    asked = [sender] if sender in team else team
    return {
        **dict.fromkeys(asked, Part.REFERRER),
        **dict.fromkeys(people_told_about(desk.pk), Part.DESK),
    }


def reached(people: Mapping[UUID, Part], *, on: date) -> list[Reminded]:
    """The people themselves, or who stands in for them that day; each once."""
    found = _members(people)
    heard: dict[UUID, Reminded] = {}
    for member in sorted(found, key=lambda one: one.pk):
        reader = _stand_in(member, on) or member
        told = Reminded(reader.pk, people[member.pk], reader.reminders)
        # Their own part is what counts for who stands in for a colleague too.
        if reader.pk not in heard or reader.pk == member.pk:
            heard[reader.pk] = told
    return [heard[pk] for pk in sorted(heard)]


def _given_to(referral: Referral) -> UUID | None:
    if referral.status == Status.RETURNED:
        return referral.sent_by_id
    if referral.status in (Status.ACCEPTED, Status.IN_PROGRESS):
        return referral.assigned_to_id
    return None


def _members(ids: Iterable[UUID]) -> list[Membership]:
    rows = Membership.objects.filter(pk__in=list(ids), left_at=None)
    return list(rows.select_related("stand_in"))


def _stand_in(member: Membership, on: date) -> Membership | None:
    away = member.away_from and member.away_until and member.away_from <= on <= member.away_until
    stand_in = member.stand_in
    return stand_in if away and stand_in and stand_in.left_at is None else None
