"""After how many weeks a network asks people how they are: the desk decides."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed
from networks.networks.models import Network
from organisations.roles.rules import can_coordinate
from referrals.aftercare.actions.changing import check_weeks


@transaction.atomic
def change_network_weeks(*, actor: Actor, weeks: Sequence[int], seen: Sequence[int]) -> None:
    """For plans that begin from now on; what runs keeps its own. `seen` is what stood before.

    Conflict where somebody else of the desk has changed it meanwhile.
    """
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))
    check_weeks(weeks)
    network = Network.objects.select_for_update().get(pk=actor.network.id)
    if network.aftercare_weeks == list(weeks):
        return
    if network.aftercare_weeks != list(seen):
        raise Conflict(_("Somebody else has changed these weeks meanwhile. Nothing was changed."))
    network.aftercare_weeks = list(weeks)
    network.save(update_fields=["aftercare_weeks"])
    record(
        "network.aftercare_changed",
        actor=actor,
        subject_kind="network",
        subject_id=network.pk,
        reason=" ".join(map(str, weeks)),
    )
