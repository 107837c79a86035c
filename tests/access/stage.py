"""The deeds and who tries them, over one scene."""

from dataclasses import dataclass
from uuid import UUID

from tests.access.deeds import Deed, deeds, deeds_by_key
from tests.access.doers import Doer, Doers
from tests.access.rights_things import rights_things
from tests.access.scene import Scene


@dataclass
class Stage:
    deeds: dict[str, Deed]
    columns: dict[str, list[Doer]]
    reference: str
    networks: list[UUID]


def set_stage(scene: Scene) -> Stage:
    things = rights_things(scene.world, scene.other)
    doers = Doers(scene, things)
    return Stage(
        {**deeds(scene, things), **deeds_by_key(things)},
        {**doers.columns(), **doers.keys()},
        things.referral.reference,
        [scene.world.network.pk, scene.other.network.pk],
    )
