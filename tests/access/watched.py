"""What stood out in the advice agency, and a key of its advice line."""

from typing import Any

from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.roles.models import ApiKey
from referrals.audit.models import UnusualReading
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
    return {"reading_id": reading.pk, "referrals:exposed_by_key key_id": key.pk}
