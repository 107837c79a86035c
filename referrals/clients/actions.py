"""Looking at people, correcting what is known of them, and saying that two records are one."""

import hashlib
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record, record_each
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.assessments.actions.rewriting import columns_of
from referrals.assessments.queries import person_in
from referrals.assessments.rules import Person
from referrals.clients.merges import ClientMerge
from referrals.clients.models import Client, Share
from referrals.clients.queries import links_of
from referrals.rights.standing import refuse_if_erased
from referrals.rights.trail import keep_trail
from referrals.tally.actions import tally_person


def note_found(*, actor: Actor, clients: Collection[UUID], why: str) -> None:
    """That these people were shown, and on what occasion: `why` is a code."""
    record_each(
        "client.found", actor=actor, subject_kind="client", subject_ids=set(clients), reason=why
    )


@transaction.atomic
def read_client(*, actor: Actor, client_id: UUID) -> Client:
    """The person, to be shown; that they were is kept."""
    client = Client.objects.filter(pk=client_id).first() if actor.teams else None
    if client is None:
        raise NotAllowed(_("There is no such record here."))
    record("client.read", actor=actor, subject_kind="client", subject_id=client.pk)
    return client


def stand_of(client: Client) -> str:
    """A sign that changes with the details: who typed over an older one is told."""
    return hashlib.sha256(repr(person_in(client)).encode()).hexdigest()[:16]


@transaction.atomic
def correct_client(*, actor: Actor, client_id: UUID, person: Person, seen: str) -> None:
    """What is known of somebody, put right for every team that knows them.

    `seen` is the `stand_of` what the page showed. Raises Conflict when it is no longer so.
    """
    if not person.given_name.strip():
        raise Problem(_("Enter a name. A first name is enough."), field="given_name")
    client = _locked(actor, [client_id])[client_id]
    refuse_if_erased(client)
    if stand_of(client) != seen:
        raise Conflict(_("Somebody else changed these details while you were typing."))
    if person_in(client) != person:
        keep_trail(client, columns_of(person), actor=actor)
        Client.objects.filter(pk=client_id).update(**columns_of(person))
        _count(actor, client_id)
        record("client.corrected", actor=actor, subject_kind="client", subject_id=client_id)


@transaction.atomic
def merge_people(*, actor: Actor, kept_id: UUID, merged_id: UUID) -> None:
    """For one's own team both are one person from now on, shown as `kept`. Twice changes nothing.

    Nothing is written over: `part_people` brings both back.
    """
    _refuse_erased(_locked(actor, [kept_id, merged_id]))
    links = links_of(actor)
    kept, merged = links.kept(kept_id), links.kept(merged_id)
    if kept != merged:
        _decide(actor, kept, merged, same=True)
        _count(actor, merged)
        record("client.merged", actor=actor, subject_kind="client", subject_id=merged)


@transaction.atomic
def keep_apart(*, actor: Actor, client_id: UUID, other_id: UUID) -> None:
    """They are two people: one's own team is not asked about them again."""
    _refuse_erased(_locked(actor, [client_id, other_id]))
    first, second = sorted([client_id, other_id])
    decided = ClientMerge.objects.filter(team__in=actor.teams, kept=first, merged=second)
    if not decided.filter(same=False).exists():
        _decide(actor, first, second, same=False)
        record("client.kept_apart", actor=actor, subject_kind="client", subject_id=second)


@transaction.atomic
def part_people(*, actor: Actor, merged_id: UUID) -> None:
    """Undo a merge: both stand as they were. Twice changes nothing."""
    _locked(actor, [merged_id])
    rows = ClientMerge.objects.select_for_update().filter(
        team__in=actor.teams, merged=merged_id, same=True, undone_at=None
    )
    for row in rows:
        row.undone_at, row.undone_by_id = timezone.now(), actor.member_id
        row.save(update_fields=["undone_at", "undone_by"])
        _count(actor, merged_id)
        record("client.parted", actor=actor, subject_kind="client", subject_id=merged_id)


def _count(actor: Actor, client_id: UUID) -> None:
    """In the figures too: as one with those that the team takes for the same person."""
    links = links_of(actor)
    tally_person(client_id, known_as=links.together(links.kept(client_id)))


def _refuse_erased(found: dict[UUID, Client]) -> None:
    for client in found.values():
        refuse_if_erased(client)


def _locked(actor: Actor, client_ids: list[UUID]) -> dict[UUID, Client]:
    """Always in the same order, so that two who decide the opposite wait for one another."""
    rows = Client.objects.select_for_update().filter(pk__in=client_ids).order_by("pk")
    found = {client.pk: client for client in rows} if actor.teams else {}
    if len(found) != len(set(client_ids)):
        raise NotAllowed(_("There is no such record here."))
    return found


def _decide(actor: Actor, kept: UUID, merged: UUID, *, same: bool) -> None:
    if kept == merged or actor.member_id is None:
        raise NotAllowed(_("There is no such record here."))
    ClientMerge.objects.create(
        network_id=actor.network.id,
        team_id=_team_that_knows(actor, kept, merged),
        kept_id=kept,
        merged_id=merged,
        same=same,
        by_id=actor.member_id,
        at=timezone.now(),
    )


def _team_that_knows(actor: Actor, first: UUID, second: UUID) -> UUID:
    """One of the actor's teams that knows both."""
    shares = Share.objects.filter(team__in=actor.teams, until=None)
    knows = [
        set(shares.filter(client=one).values_list("team", flat=True)) for one in (first, second)
    ]
    both = [team for team in actor.teams if team in knows[0] & knows[1]]
    if not both:
        raise NotAllowed(_("There is no such record here."))
    return both[0]
