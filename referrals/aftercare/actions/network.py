"""After how many weeks a network asks people how they are: the desk decides."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from networks.settings.actions import change_settings, mark
from networks.settings.rules import Group
from organisations.roles.rules import can_coordinate
from referrals.aftercare.actions.changing import check_weeks


def change_network_weeks(*, actor: Actor, weeks: Sequence[int], seen: Sequence[int]) -> None:
    """For plans that begin from now on; what runs keeps its own. `seen` is what stood before.

    Conflict where somebody else of the desk has changed it meanwhile.
    """
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such page here."))
    check_weeks(weeks)
    change_settings(
        actor=actor,
        group=Group.AFTERCARE,
        values={"aftercare_weeks": list(weeks)},
        seen=mark({"aftercare_weeks": list(seen)}),
    )
