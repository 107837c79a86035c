"""What a person asked for by right at the school, and what was done about it."""

from datetime import date

from django.utils import timezone

from ccs.tenancy.context import beginning_emergency, custodian, enter, system
from referrals.clients.models import Share
from referrals.emergency.models import EmergencyReading
from referrals.emergency.rules import LASTS
from referrals.referrals.models import Referral
from referrals.rights.models import Correction, Erasure, Restriction, RightsRequest, RightsStep
from tests.world import World


def ask_by_right(world: World, referral: Referral, *, erased: Referral) -> None:
    """Of one referral's person; that of the other is said to be erased."""
    now, network = timezone.now(), world.network
    with enter(system(network.pk)):
        clients = dict(Share.objects.values_list("assessment", "client"))
    client, gone = clients[referral.assessment_id], clients[erased.assessment_id]
    with world.acting("teacher") as teacher:
        asked = RightsRequest.objects.create(
            network=network,
            kind="access",
            clients=[client],
            team=world.school,
            teams=[world.school.pk, world.advice_line.pk],
            asked_by="person",
            received_on=date(2026, 11, 2),
            due_on=date(2026, 12, 2),
            created_at=now,
        )
        RightsStep.objects.create(network=network, request=asked, kind="received", at=now)
        Restriction.objects.create(
            network=network, client_id=client, why="accuracy", since=now, by_id=teacher.member_id
        )
        Correction.objects.create(
            network=network, client_id=client, field="phone", before="0", after="1", at=now
        )
    with enter(custodian(network.pk, person=gone)):
        Erasure.objects.create(network=network, client_id=gone, why="retention", at=now)
    read_in_emergency(world, referral)


def read_in_emergency(world: World, referral: Referral) -> None:
    """By a caseworker of the agency whose advice line has the letter."""
    now, network, caseworker = timezone.now(), world.network, world.people["caseworker"]
    with enter(system(network.pk)):
        share = Share.objects.get(referral=referral)
    with enter(beginning_emergency(network.pk, user=caseworker.user_id, now=now)):
        EmergencyReading.objects.create(
            network=network,
            client_id=share.client_id,
            assessment_id=share.assessment_id,
            referral=referral,
            share=share,
            organisation_id=world.casework.organisation_id,
            team=world.casework,
            member=caseworker,
            reason="life",
            words="The line went dead.",
            at=now,
            ends_at=now + LASTS,
        )
