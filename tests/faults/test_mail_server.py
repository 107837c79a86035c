"""A mail server that refuses, hangs, and closes slowly, each for an hour of the clock."""

from typing import Any

import pytest

from ccs.outbox.models import OutboxMessage
from ccs.outbox.queries import failed_messages
from tests.faults.scenarios.mail import an_hour_of
from tests.faults.scenarios.tally import Tally
from tests.mail import Mailbox
from tests.world import World

pytestmark = pytest.mark.django_db


def hour(world: World, mailbox: Mailbox, settings: Any, *, holds: str) -> Tally:
    """Ten referrals, twenty emails; a server that holds nothing is not there at all."""

    def goes_away() -> None:
        settings.EMAIL_TIMEOUT = 0.3
        mailbox.hold = holds
        settings.EMAIL_PORT = mailbox.port if holds else 1

    def comes_back() -> None:
        mailbox.answer()
        settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = mailbox.port, 10

    return an_hour_of(
        world, mailbox, 10, goes_away=goes_away, comes_back=comes_back, sweeps=6 if holds else 60
    )


@pytest.mark.parametrize("holds", ["", "MAIL", "QUIT"])
def test_every_email_arrives_once_when_it_is_back(
    world: World, other_world: World, mailbox: Mailbox, settings: Any, holds: str
) -> None:
    found = hour(world, mailbox, settings, holds=holds)

    assert found == Tally(tried=20, struck=20)
    assert not failed_messages(network_id=world.network.pk).exists()


def test_what_was_taken_without_a_word_comes_again_under_the_same_message_id(
    world: World, mailbox: Mailbox, settings: Any
) -> None:
    found = hour(world, mailbox, settings, holds="DATA")

    assert (found.tried, found.lost, found.doubled) == (20, 0, 0)
    assert found.untold > 0
    assert not OutboxMessage.objects.filter(sent_at=None).exists()
