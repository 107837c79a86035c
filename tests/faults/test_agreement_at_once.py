"""A new version takes effect at the very moment at which letters are sent and opened."""

from datetime import datetime, timedelta
from time import sleep
from typing import Any

import pytest
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from organisations.agreements.actions import sign_agreement
from organisations.agreements.models import NOTICE, AgreementVersion
from organisations.agreements.queries import last_version
from organisations.members.models import Organisation, Team
from referrals.clients.models import Share
from referrals.referrals.actions import accept, send
from referrals.referrals.models import Referral
from tests.faults.together import TIMES, together
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def sign_for(world: World, team: Team, version: AgreementVersion) -> None:
    sign_agreement(
        organisation=Organisation.objects.get(pk=team.organisation_id),
        name="Pat Sample",
        role="Chair",
        at=timezone.now(),
        version=version,
    )


def next_version(world: World, at: datetime) -> AgreementVersion:
    """As if it had been published four weeks ago: all but the council have signed it in advance."""
    last = last_version(world.network.pk, "data-sharing")
    new = AgreementVersion.objects.create(
        network=world.network,
        kind=last.kind,
        number=last.number + 1,
        clauses=last.clauses,
        renew_months=last.renew_months,
        text_sha256=f"{last.number:064}",
        published_at=at - NOTICE,
        in_force_from=at,
    )
    for team in (world.school, world.advice_line):
        sign_for(world, team, new)
    return new


def send_at(*, moment: datetime, **said: Any) -> Referral:
    sleep(max(0, (moment - timezone.now()).total_seconds()))
    return send(**said)[0]


def accept_at(*, moment: datetime, **said: Any) -> Referral:
    sleep(max(0, (moment - timezone.now()).total_seconds()))
    return accept(**said)


def test_nothing_reaches_who_has_not_signed_and_nobody_who_has_is_cut_off(
    world: World, other_world: World
) -> None:
    for number in range(TIMES):
        with enter(system(world.network.pk)):
            sign_for(world, world.council, last_version(world.network.pk, "data-sharing"))
        [open_before] = world.refer(world.grants)
        to_council, to_advice = world.assess().pk, world.assess().pk
        with enter(system(world.network.pk)):
            new = next_version(world, timezone.now() + timedelta(milliseconds=400))
        moment = new.in_force_from + timedelta(milliseconds=4 * (number - TIMES // 2))

        sent, served, read = together(
            world,
            (
                "teacher",
                send_at,
                {"moment": moment, "assessment_id": to_council, "service_ids": [world.grants.pk]},
            ),
            (
                "teacher2",
                send_at,
                {"moment": moment, "assessment_id": to_advice, "service_ids": [world.advice.pk]},
            ),
            ("officer", accept_at, {"moment": moment, "reference": open_before.reference}),
        )

        assert isinstance(served, Referral)
        assert (read.pk, read.status) == (open_before.pk, "accepted")
        assert isinstance(sent, Referral | Problem)
        with world.acting("officer"):
            shares = Share.objects.filter(assessment=to_council)
            late = shares.filter(since__gte=new.in_force_from).exists()
            assert (shares.count(), late) == (isinstance(sent, Referral), False)
