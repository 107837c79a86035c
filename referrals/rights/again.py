"""Who was erased stays erased: an older backup that was restored brings them back for a moment."""

from collections.abc import Sequence

from ccs.backup.erased import Erased
from ccs.backup.erased import register as register_erased
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from networks.networks.models import Network
from referrals.rights.erasing import erase
from referrals.rights.models import Erasure
from referrals.rights.rules import WhyErased


def listed() -> list[Erased]:
    found: list[Erased] = []
    for network_id in Network.objects.values_list("pk", flat=True):
        with enter(system(network_id)):
            rows = Erasure.objects.filter(network_id=network_id).order_by("at", "id")
            found += [
                Erased(network_id, client_id, at)
                for client_id, at in rows.values_list("client_id", "at")
            ]
    return found


def again(rows: Sequence[Erased]) -> int:
    """How many had come back. One that is not in the backup was written down after it."""
    networks = set(Network.objects.values_list("pk", flat=True))
    return sum(_again(row) for row in rows if row.network_id in networks)


def _again(row: Erased) -> bool:
    try:
        with enter(system(row.network_id)):
            return erase(
                network_id=row.network_id,
                client_id=row.subject_id,
                why=WhyErased.AGAIN,
                although_open=True,
            )
    except NotAllowed:
        return False


def register() -> None:
    register_erased("person", listed=listed, again=again)
