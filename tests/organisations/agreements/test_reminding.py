"""Managers and the desk are told before a signature ends, and when it has."""

from datetime import datetime, timedelta

import pytest
import time_machine

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from organisations.agreements.actions import sign, take_back
from organisations.agreements.models import AgreementSignature
from tests.mail import Mailbox
from tests.organisations.agreements.versions import PAT, new_version, with_head
from tests.world import World

pytestmark = pytest.mark.django_db
KINDS = ("agreement_reminder", "agreement_desk")


def told_at(moment: datetime) -> list[str]:
    """Who is owed which email by what is due then."""
    OutboxMessage.objects.all().delete()
    with time_machine.travel(moment):
        while run_due(limit=50):
            pass
    rows = OutboxMessage.objects.filter(template__in=KINDS)
    return sorted(rows.values_list("template", flat=True))


def test_who_has_not_signed_a_new_version_hears_again_a_week_before_and_on_the_day(
    world: World,
) -> None:
    with_head(world)
    new = new_version(world)
    with world.acting("manager") as manager:
        organisation_id = world.advice_line.organisation_id
        sign(actor=manager, organisation_id=organisation_id, version_id=new.pk, signed=PAT)

    week_before = told_at(new.in_force_from - timedelta(days=7))
    on_the_day = told_at(new.in_force_from + timedelta(minutes=1))
    afterwards = told_at(new.in_force_from + timedelta(days=10))

    assert week_before == ["agreement_desk", "agreement_reminder"]
    assert on_the_day == ["agreement_desk", "agreement_reminder"]
    assert afterwards == []


def test_a_signature_that_ends_is_told_28_and_7_days_before(world: World, mailbox: Mailbox) -> None:
    with enter(system(world.network.pk)):
        held = AgreementSignature.objects.get(organisation=world.advice_line.organisation_id)

    four_weeks = told_at(held.expires_at - timedelta(days=28))
    one_week = told_at(held.expires_at - timedelta(days=7))
    with time_machine.travel(held.expires_at - timedelta(days=6)):
        deliver()

    assert (four_weeks.count("agreement_reminder"), one_week.count("agreement_reminder")) == (1, 1)
    assert four_weeks.count("agreement_desk") == 1
    assert any("Quay Advice: renews its signature by" in mailbox.text(n) for n in range(2))


def test_nobody_hears_of_what_was_taken_back(world: World) -> None:
    new = new_version(world)
    with world.acting("coordinator") as actor:
        take_back(actor=actor, version_id=new.pk)

    assert told_at(new.in_force_from + timedelta(days=1)) == []
