"""A list that the desk asked for, and a report that it sent to the head of the school."""

from datetime import date

from django.utils import timezone

from ccs.tenancy.context import enter, system
from reporting.exports.actions import Wanted, ask_for_export
from reporting.exports.models import Export, ExportPart
from reporting.packs.actions import save_words, send_pack
from reporting.packs.models import Pack
from tests.world import World


def report(world: World) -> tuple[Export, Pack]:
    """With a part of the list's file, and words in the report."""
    network = world.network
    with world.acting("coordinator") as desk:
        wanted = Wanted(date(2026, 7, 1), date(2026, 9, 30), "csv")
        export = ask_for_export(actor=desk, wanted=wanted)
    with enter(system(network.pk)):
        ExportPart.objects.create(network=network, export=export, number=0, content=b"Sent")
        pack = Pack.objects.create(
            network=network,
            kind="quarter",
            first=date(2026, 7, 1),
            last=date(2026, 9, 30),
            language="en",
            frozen={"sections": [], "missing": []},
            made_at=timezone.now(),
        )
    with world.acting("coordinator") as desk:
        save_words(actor=desk, pack_id=pack.pk, section="summary", text="Our words.", seen=0)
        send_pack(actor=desk, pack_id=pack.pk, members=[world.people["head"].pk])
    return export, pack
