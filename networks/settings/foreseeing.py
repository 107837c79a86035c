"""What other rooms know of a change before it is made: they stand above this one."""

from collections.abc import Callable, Mapping
from typing import Any

from networks.networks.models import Network
from networks.settings.rules import Group

# The network as it is and the values to be; lines for whoever is about to change them.
Foresight = Callable[[Network, Mapping[str, Any]], list[str]]
_known: dict[Group, Foresight] = {}


def foresee(group: Group, foresight: Foresight) -> None:
    """For `apps.ready()`."""
    _known[group] = foresight


def foreseen(group: Group, network: Network, after: Mapping[str, Any]) -> list[str]:
    foresight = _known.get(group)
    return foresight(network, after) if foresight else []
