"""Looking at the audit is an act like any other: it is written down itself."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.audit.models import AuditRecord
from ccs.exports.tables import Table
from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor, NetworkRef
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.members.models import Membership, Team
from organisations.roles.rules import can_coordinate, can_manage_people
from referrals.audit.models import Found, UnusualReading
from referrals.audit.presenters import acts_table
from referrals.audit.queries import (
    Narrowed,
    acts_of,
    acts_of_programme,
    acts_on,
    every_act_of,
    every_act_of_programme,
    every_act_on,
    known_person,
    member_to_look_at,
    subjects_of_person,
    subjects_of_referral,
)
from referrals.clients.models import Client, Share
from referrals.referrals.models import Referral
from referrals.referrals.queries import find_referral

MOST_ROWS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Trail:
    """Whose acts, or the acts on what: found by somebody who may look at them."""

    actor: Actor
    subject_kind: str
    subject_id: UUID
    about: Referral | Client | Membership | NetworkRef
    pages: Callable[[Mapping[str, str], Narrowed], Page[AuditRecord]]
    whole: Callable[[Narrowed], list[AuditRecord]]


def trail_of_referral(*, actor: Actor, reference: str) -> Trail:
    """For who manages a team of it, and for the desk: by its envelope, without the letter."""
    referral = find_referral(reference, actor=actor)
    if referral is None or not _looks_after(referral, actor):
        raise NotAllowed(_("There is no such referral here."))
    subjects = subjects_of_referral(referral, actor=actor)
    return _trail_on(actor, "referral", referral.pk, referral, subjects)


def trail_of_person(*, actor: Actor, client_id: UUID) -> Trail:
    """For who manages a team that an open share lets read the record."""
    client = known_person(client_id) if may_see_trail_of_person(actor, client_id) else None
    if client is None:
        raise NotAllowed(_("There is no such record here."))
    return _trail_on(actor, "client", client.pk, client, subjects_of_person(client.pk))


def trail_of_member(*, actor: Actor, member_id: UUID) -> Trail:
    """What somebody did: for who manages their organisation, and for the desk."""
    member = member_to_look_at(member_id, actor=actor) if can_manage_people(actor) else None
    if member is None:
        raise NotAllowed(_("There is nobody like that here."))
    return Trail(
        actor,
        "membership",
        member.pk,
        member,
        pages=lambda asked, narrowed: acts_of(member.pk, asked, narrowed, actor=actor),
        whole=lambda narrowed: every_act_of(member.pk, narrowed, actor=actor, most=MOST_ROWS),
    )


def trail_of_programme(*, actor: Actor) -> Trail:
    """What the team of the programme did in this network: for its desk."""
    if not can_coordinate(actor):
        raise NotAllowed(_("There is nothing like that here."))
    return Trail(
        actor,
        "network",
        actor.network.id,
        actor.network,
        pages=lambda asked, narrowed: acts_of_programme(asked, narrowed, actor=actor),
        whole=lambda narrowed: every_act_of_programme(narrowed, actor=actor, most=MOST_ROWS),
    )


def may_see_trail_of_person(actor: Actor, client_id: UUID) -> bool:
    if can_coordinate(actor):
        return bool(actor.teams)
    held = Share.objects.filter(client=client_id, until=None)
    return bool(actor.managed) and held.filter(team__organisation__in=actor.managed).exists()


def may_see_trail_of_referral(actor: Actor, referral: Referral) -> bool:
    return can_manage_people(actor) and _looks_after(referral, actor)


@transaction.atomic
def look_at(trail: Trail, asked: Mapping[str, str], narrowed: Narrowed) -> Page[AuditRecord]:
    """One page of it; that it was looked at is kept too."""
    page = trail.pages(asked, narrowed)
    _note("audit.read", trail)
    return page


@transaction.atomic
def export_trail(trail: Trail, narrowed: Narrowed) -> Table:
    """All of it, if that is not too much; that it was taken away is kept."""
    rows = trail.whole(narrowed)
    if len(rows) > MOST_ROWS:
        raise Problem(
            _("These are more than %(n)s rows. Choose fewer days.") % {"n": f"{MOST_ROWS:,}"},
            field="since",
        )
    _note("audit.exported", trail)
    return acts_table(rows, actor=trail.actor)


@transaction.atomic
def answer_unusual(*, actor: Actor, reading_id: UUID, answer: str, note: str) -> UnusualReading:
    """What a manager says about reading that stood out. Nobody answers for themselves."""
    rows = UnusualReading.objects.select_for_update(of=("self",))
    found = rows.filter(network_id=actor.network.id, pk=reading_id).first()
    if found is None or not may_answer(found, actor):
        raise NotAllowed(_("There is nothing like that here."))
    if answer not in Found.values:
        raise Problem(_("Choose what you found"), field="answer")
    if found.answer in {Found.RIGHT, Found.WRONG} and found.answered_by_id != actor.member_id:
        raise Conflict(_("Somebody else has answered this already."))
    found.answer, found.note = answer, note
    found.answered_by_id, found.answered_at = actor.member_id, timezone.now()
    found.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    record(
        "reading.looked_into",
        actor=actor,
        subject_kind="membership",
        subject_id=found.member_id,
        reason=answer,
    )
    return found


def may_answer(found: UnusualReading, actor: Actor) -> bool:
    if actor.member_id is None or found.member_id == actor.member_id:
        return False
    return can_coordinate(actor) if found.for_desk else found.organisation_id in actor.managed


def _trail_on(
    actor: Actor,
    kind: str,
    key: UUID,
    about: Referral | Client,
    subjects: Collection[UUID],
) -> Trail:
    return Trail(
        actor,
        kind,
        key,
        about,
        pages=lambda asked, narrowed: acts_on(subjects, asked, narrowed, actor=actor),
        whole=lambda narrowed: every_act_on(subjects, narrowed, actor=actor, most=MOST_ROWS),
    )


def _looks_after(referral: Referral, actor: Actor) -> bool:
    if can_coordinate(actor):
        return True
    sides = (
        referral.from_team_id,
        referral.to_team_id,
        referral.owner_team_id,
        referral.origin_team_id,
    )
    teams = {team for team in sides if team}
    own = Team.objects.filter(pk__in=teams, organisation__in=actor.managed)
    return bool(actor.managed) and own.exists()


def _note(action: str, trail: Trail) -> None:
    record(
        action,
        actor=trail.actor,
        subject_kind=trail.subject_kind,
        subject_id=trail.subject_id,
    )
