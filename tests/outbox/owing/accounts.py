"""The emails about accounts and about figures."""

from datetime import date, timedelta

from django.utils import timezone

from ccs.accounts.second.actions import tell
from ccs.outbox.actions import enqueue_sealed
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from referrals.audit.watching import UNUSUAL
from reporting.exports.actions import Wanted, ask_for_export
from reporting.exports.models import Export
from reporting.packs.models import Pack
from tests.outbox.owing.members import to_members
from tests.world import World


def owe_those_of_accounts(world: World) -> None:
    to_members(world, "manager", UNUSUAL, world.network.pk, new_id())
    to_members(world, "teacher", "invitation", world.network.pk, new_id())
    sealed = {"code": "123456", "language": "en", "to": world.email("teacher")}
    for template in ("sign_in_code", "again_code", "new_email_code", "email_changed"):
        enqueue_sealed(
            template,
            user_id=world.people["teacher"].user_id,
            payload=sealed,
            lifetime=timedelta(minutes=10),
        )
    tell(world.user("teacher"), "reset")
    enqueue_sealed(
        "new_device",
        user_id=world.people["teacher"].user_id,
        payload={"device": "Firefox on Windows", "language": "en"},
        lifetime=timedelta(days=2),
    )


def owe_those_of_reports(world: World) -> None:
    """A list that is ready and one that failed; a draft, and a report that was sent."""
    now, day = timezone.now(), timezone.localdate()
    for state, template in (("ready", "export_ready"), ("failed", "export_failed")):
        with world.acting("analyst") as analyst:
            wanted = Wanted(day - timedelta(days=len(state)), day, "csv")
            export = ask_for_export(actor=analyst, wanted=wanted)
        with enter(system(world.network.pk)):
            Export.objects.filter(pk=export.pk).update(state=state, expires_at=now)
            to_members(world, "analyst", template, export.pk, new_id())
    for first, template in ((date(2026, 7, 1), "pack_sent"), (date(2026, 4, 1), "pack_drafted")):
        with enter(system(world.network.pk)):
            pack = Pack.objects.create(
                network=world.network,
                kind="quarter",
                first=first,
                last=first + timedelta(days=90),
                language="en",
                frozen={"sections": [], "missing": []},
                correction="" if template == "pack_drafted" else "Canary was counted twice.",
                made_at=now,
            )
            Pack.objects.filter(pk=pack.pk, first=date(2026, 7, 1)).update(
                status="sent", sent_at=now
            )
            to_members(world, "coordinator", template, pack.pk, new_id())
