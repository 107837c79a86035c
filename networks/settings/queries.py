"""How things stand, and how they came to."""

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db.models import QuerySet

from ccs.tenancy.actor import Actor
from networks.networks.models import Network
from networks.settings.models import SettingChange
from networks.settings.rules import FIELDS, Group


def known(network: Network, group: Group) -> dict[str, Any]:
    """The values of a group now, by the name of the field."""
    return {name: getattr(network, name) for name in FIELDS[group]}


def as_kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same as a change keeps them: times of day as text."""
    return {
        name: f"{value:%H:%M}" if isinstance(value, time) else value
        for name, value in values.items()
    }


def changes_of(actor: Actor) -> QuerySet[SettingChange]:
    """The newest first."""
    return SettingChange.objects.filter(network_id=actor.network.id)


def undone_among(changes: list[SettingChange]) -> set[Any]:
    """Those of them that were taken back."""
    rows = SettingChange.objects.filter(undoes__in=[change.pk for change in changes])
    return set(rows.values_list("undoes_id", flat=True))
