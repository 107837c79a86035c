"""A setting that the coordinator changed, and could set back."""

from typing import Any

from networks.settings.actions import change_settings
from networks.settings.rules import Group
from tests.world import World


def settings_changed(world: World) -> dict[str, Any]:
    values = {"children_care_phone": "+442079460018", "adults_care_phone": ""}
    with world.acting("coordinator") as actor:
        change = change_settings(actor=actor, group=Group.CARE, values=values)
    assert change is not None
    return {"group": "standards", "change_id": change.pk}
