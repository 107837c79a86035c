from datetime import UTC, date, datetime

import pytest
import time_machine

from ccs.audit.models import AuditRecord
from ccs.audit.sealing import seal_day
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from tests.referrals.pages import browser, text_of
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 3)
NOON = datetime(2026, 2, 3, 12, tzinfo=UTC)


def sealed(world: World) -> str:
    """A day on which something was done, and the address of the page."""
    with time_machine.travel(NOON, tick=True):
        world.refer()
    with enter(system(world.network.pk)):
        seal_day(world.network.pk, DAY)
    return f"/{world.network.slug}/audit/seals/"


def test_a_manager_compares_the_days_with_their_seals(world, other_world) -> None:
    address, manager = sealed(world), browser(world, "manager")

    before = text_of(manager.get(address))
    after = text_of(manager.post(address))

    assert "3 February 2026" in before and "As it was sealed" not in before
    assert "All of these days are as they were sealed." in after
    assert "3 February 2026" not in text_of(
        browser(other_world, "manager").get(f"/{other_world.network.slug}/audit/seals/")
    )
    with enter(system(world.network.pk)):
        assert AuditRecord.objects.filter(action="audit.checked").count() == 1


def test_a_day_that_is_not_as_it_was_is_named(world) -> None:
    address = sealed(world)
    with enter(system(world.network.pk)):
        AuditRecord.objects.create(
            network_id=world.network.pk,
            at=NOON,
            action="letter.read",
            subject_kind="referral",
            subject_id=new_id(),
        )

    seen = text_of(browser(world, "coordinator").post(address))

    assert "Not as it was sealed" in seen and "rows are missing, or were changed" in seen


def test_the_seals_are_taken_away_to_be_kept_elsewhere(world) -> None:
    address = sealed(world)

    file = browser(world, "coordinator").post(address, {"kind": "csv"}).content.decode()

    assert "SHA-256" in file and "2026" in file
