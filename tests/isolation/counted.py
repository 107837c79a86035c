"""A world's history, from before it used this system."""

from datetime import date

from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from reporting.disclosure.models import Publication
from reporting.history.models import (
    HistoryImport,
    HistoryOrganisation,
    HistoryReferral,
    HistoryUpload,
)
from tests.world import World


def bring_in(world: World) -> None:
    now, key = timezone.now(), new_id()
    with enter(system(world.network.pk)):
        batch = HistoryImport.objects.create(network=world.network, at=now)
        HistoryOrganisation.objects.create(
            network=world.network,
            batch=batch,
            org_id="1",
            key=key,
            sector="vcs",
            registered_on=date(2019, 10, 1),
        )
        HistoryReferral.objects.create(
            network=world.network,
            batch=batch,
            referral_id="1",
            from_key=key,
            to_key=key,
            from_org="1",
            to_org="1",
            from_sector="vcs",
            to_sector="vcs",
            status="accepted",
            made_at=now,
        )
        HistoryUpload.objects.create(network=world.network, at=now, referrals=b"referral_id")
        Publication.objects.create(
            network=world.network,
            family="voice",
            first=date(2019, 10, 1),
            last=date(2019, 12, 31),
            computed_at=now,
            counted_on=now.date(),
            cells={"respect//n": 12, "respect//good": None},
            seal="0" * 64,
        )
