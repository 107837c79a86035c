"""Each email there is, written from a story with names that must not be in it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.outbox import registry
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.desk.actions.offering import offer
from referrals.emergency.telling import TO_LOOK, TO_TEAM
from referrals.messages.actions import post_message
from referrals.referrals.models import Referral
from tests.mail import Mailbox
from tests.organisations.agreements.versions import new_version
from tests.outbox.owing.accounts import owe_those_of_accounts, owe_those_of_reports
from tests.outbox.owing.members import to_members
from tests.outbox.owing.network import (
    owe_those_of_agreements,
    owe_those_of_joining,
    owe_those_of_people,
    owe_those_of_questions,
    owe_those_of_the_desk,
    owe_those_of_the_lead,
)
from tests.outbox.owing.people import (
    owe_the_questions_at_the_end,
    owe_those_of_rights,
    owe_those_to_the_person,
    read_in_emergency,
)
from tests.outbox.owing.referrals import (
    owe_reminders,
    owe_those_of_aftercare,
    owe_those_of_referrals,
    owe_those_of_services,
)
from tests.referrals.desk.brought import with_desk
from tests.world import World

# What is told in `world.refer()`, and what is written in the thread.
PERSONAL = "Amina|Pretend|Yusuf|7946 0018|79460018|meter|private rent|Canary"


def deliver_all() -> None:
    """A worker takes fifty at a time, and wakes the next for the rest."""
    deliver()
    deliver()


@pytest.fixture
def owed(world: World, other_world: World) -> World:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        post_message(actor=teacher, reference=referral.reference, body="Canary is at home.")
    with time_machine.travel(timezone.now() - timedelta(days=28)):
        draft = world.assess()
    brought = with_desk(world)
    with world.acting("coordinator") as desk:
        [made] = offer(actor=desk, reference=brought.reference, service_ids=[world.advice.pk])
    version, unusual = new_version(world), read_in_emergency(world, referral)
    OutboxMessage.objects.all().delete()
    with enter(system(world.network.pk)):
        owe_those_of_agreements(world, version)
        owe_those_of_referrals(world, referral)
        owe_reminders(world, Referral.objects.get(pk=referral.pk))
        owe_those_of_services(world)
        owe_those_of_aftercare(world, referral)
        owe_those_of_accounts(world)
        owe_those_of_the_lead(world)
        owe_those_of_joining(world)
        owe_those_of_people(world)
    owe_those_of_questions(world)
    owe_those_of_the_desk(world)
    owe_those_of_rights(world, referral)
    owe_those_of_reports(world)
    with enter(system(world.network.pk)):
        owe_those_to_the_person(world, referral)
        owe_the_questions_at_the_end(world, referral)
        to_members(world, "teacher", "draft_warning", draft.pk, new_id())
        to_members(world, "adviser", "offer_made", made.pk, new_id())
        to_members(world, "adviser", TO_TEAM, referral.pk, new_id())
        to_members(world, "manager", TO_LOOK, unusual.pk, new_id())
        for template in ("person_not_called", "person_contact_changed", "person_card_failed"):
            to_members(world, "adviser", template, referral.pk, new_id())
        to_members(world, "teacher", "person_link_locked", referral.pk, new_id())
        for template in ("consent_renewal", "deletion_reminder"):
            to_members(world, "teacher", template, referral.pk, new_id())
    return world


def test_every_email_is_written_and_says_nothing_about_anybody(
    owed: World, mailbox: Mailbox
) -> None:
    owed_templates = set(OutboxMessage.objects.values_list("template", flat=True))

    deliver_all()

    assert owed_templates == registry.registered()
    assert len(mailbox.emails) == len(owed_templates)
    written = "\n".join(email.as_string() for email in mailbox.emails)
    assert re.findall(PERSONAL, written) == []


def test_the_text_and_the_page_of_an_email_say_the_same(owed: World, mailbox: Mailbox) -> None:
    deliver_all()

    for number, email in enumerate(mailbox.emails):
        links = set(re.findall(r"https?://\S+", mailbox.text(number)))
        shown = set(re.findall(r'href="([^"]+)"', mailbox.body("html", number)))
        assert links == shown, email["Subject"]
