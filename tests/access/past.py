"""What a network brought in from before it used this system, and files that wait."""

from typing import Any

from ccs.tenancy.models import new_id
from reporting.history.actions import choose_files
from reporting.history.actions.uploading import Chosen
from tests.reporting.history.files import ORGANISATIONS, REFERRALS, bring
from tests.world import World


def past_of(world: World) -> dict[str, Any]:
    """One import, and the same files chosen again and not looked at yet."""
    report = bring(world)
    with world.acting("coordinator") as actor:
        upload = choose_files(
            actor=actor,
            chosen=Chosen(ORGANISATIONS.encode(), REFERRALS.encode()),
            upload_id=new_id(),
            wake=lambda network_id, upload_id: None,
        )
    return {
        "import_id": report.batch,
        "upload_id": upload.pk,
        "reporting:history_template file": "referrals",
    }
