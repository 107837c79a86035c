"""What stood out in the advice agency, a key of its advice line, and a letter of its casework team.

The advice line reads that letter in an emergency.
"""

from typing import Any

from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.roles.models import ApiKey
from referrals.audit.models import UnusualReading
from referrals.emergency.actions import ask_to_read
from tests.world import World


def watched(world: World) -> dict[str, Any]:
    now = timezone.now()
    with enter(system(world.network.pk)):
        key = ApiKey.objects.create(network=world.network, name="Till", team=world.advice_line)
        reading = UnusualReading.objects.create(
            network=world.network,
            member=world.people["adviser"],
            organisation_id=world.advice_line.organisation_id,
            kind="night",
            day=timezone.localdate(),
            count=2,
            first_at=now,
            last_at=now,
            found_at=now,
        )
    [held] = world.refer(world.debt, given_name="Edda")
    with world.acting("adviser") as adviser:
        asked = ask_to_read(
            actor=adviser, reference=held.reference, reason="life", words="The line went dead."
        )
    assert asked is not None
    return {
        "emergency_id": asked.pk,
        "reading_id": reading.pk,
        "referrals:exposed_by_key key_id": key.pk,
    }
