"""What a team may see of a person it knows: one table at a time, and never a story."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q

from ccs.tenancy.actor import Actor
from organisations.members.queries import referring_teams
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.clients.merges import ClientMerge
from referrals.clients.models import Client, HouseholdMember, Share
from referrals.clients.queries import household_of, links_of, people_resembling
from referrals.referrals.models import Referral
from referrals.referrals.queries.boxes import IN_A_LIST
from referrals.referrals.rules import Status

# A page's worth of the newest.
_CONVERSATIONS: Final = 20
_REFERRALS: Final = 100


@dataclass(frozen=True, slots=True)
class Conversation:
    """One assessment: its needs and the referrals of it that the actor may see."""

    assessment: Assessment
    needs: tuple[str, ...]
    referrals: tuple[Referral, ...]


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """`also` are the records that the team takes for the same person."""

    client: Client
    also: tuple[Client, ...]
    household: tuple[HouseholdMember, ...]
    conversations: tuple[Conversation, ...]
    can_be_referred: bool


def person_known(client: Client, *, actor: Actor) -> KnownPerson:
    """All of somebody, under the record that was kept of them."""
    together = links_of(actor).together(client.pk)
    records = {one.pk: one for one in Client.objects.filter(pk__in=together)}
    own = [team.pk for team in referring_teams(actor)]
    return KnownPerson(
        client=client,
        also=tuple(one for key, one in sorted(records.items()) if key != client.pk),
        household=tuple(household_of(records)),
        conversations=tuple(_conversations(records)),
        can_be_referred=Share.objects.filter(client=client, team__in=own, until=None).exists(),
    )


def referrals_about(client_ids: Collection[UUID], *, actor: Actor) -> dict[UUID, list[Referral]]:
    """The newest referrals whose letters the context may open, by the person, however written down.

    A person stands for the records that are kept as one with theirs.
    """
    if not client_ids:
        return {}
    links = links_of(actor)
    records = {record for key in client_ids for record in links.together(key)}
    opened = Assessment.objects.filter(client__in=records, discarded_at=None)
    about = {key: links.kept(client) for key, client in opened.values_list("pk", "client_id")}
    rows = Referral.objects.filter(assessment__in=list(about)).exclude(status=Status.DRAFT)
    found: dict[UUID, list[Referral]] = {}
    for row in rows.only(*IN_A_LIST, "assessment_id").order_by("-created_at", "-id")[:_REFERRALS]:
        found.setdefault(about[row.assessment_id], []).append(row)
    return found


def may_be_the_same(client: Client, *, actor: Actor) -> list[Client]:
    """Others among the team's people who resemble them, of whom it has not decided."""
    decided = ClientMerge.objects.filter(team__in=actor.teams).filter(
        Q(kept=client.pk) | Q(merged=client.pk)
    )
    told = {one for pair in decided.values_list("kept_id", "merged_id") for one in pair}
    found = people_resembling(
        given_name=client.given_name,
        family_name=client.family_name,
        date_of_birth=client.date_of_birth,
        phone=client.phone,
        postcode=client.postcode,
        actor=actor,
    )
    return [
        one.client
        for one in found
        if one.member is None and one.client.pk not in told | {client.pk}
    ]


def _conversations(client_ids: Collection[UUID]) -> list[Conversation]:
    rows = list(
        Assessment.objects.filter(client__in=client_ids, discarded_at=None)
        .select_related("team")
        .order_by("-created_at", "-id")[:_CONVERSATIONS]
    )
    ids = [row.pk for row in rows]
    needs: dict[UUID, dict[str, None]] = {}
    told = AssessmentNeed.objects.filter(assessment__in=ids).order_by("need__position", "id")
    for assessment_id, code in told.values_list("assessment_id", "need_id"):
        needs.setdefault(assessment_id, {})[code] = None
    made: dict[UUID, list[Referral]] = {}
    sent = Referral.objects.filter(assessment__in=ids).exclude(status=Status.DRAFT)
    for referral in sent.order_by("created_at", "id")[:_REFERRALS]:
        made.setdefault(referral.assessment_id, []).append(referral)
    return [
        Conversation(row, tuple(needs.get(row.pk, ())), tuple(made.get(row.pk, ()))) for row in rows
    ]
