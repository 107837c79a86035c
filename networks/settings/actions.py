"""Changing what a network says and promises: seen beforehand, written down, undone."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.networks.models import Network
from networks.networks.twins import keep_alike, twin_of
from networks.settings.models import SettingChange
from networks.settings.queries import as_kept, known
from networks.settings.rules import FIELDS, Group, can_set, fault_in


@transaction.atomic
def change_settings(
    *, actor: Actor, group: Group, values: Mapping[str, Any], seen: str | None = None
) -> SettingChange | None:
    """None when nothing changes. For coordinators; Problem for a value that cannot be.

    `seen` is the `mark` of what stood when it was shown what changes: Conflict where somebody
    else was first.
    """
    network = _locked(actor)
    if fault := fault_in(group, values):
        raise Problem(fault[1], field=fault[0])
    now = known(network, group)
    if seen is not None and seen != mark(now):
        raise Conflict(_("Somebody else has changed these settings. Nothing was changed."))
    return _keep(network, group, before=now, after=values, actor=actor)


@transaction.atomic
def undo_change(*, actor: Actor, change_id: UUID) -> SettingChange | None:
    """Set back what one change changed; Conflict where any of it was changed again since."""
    network = _locked(actor)
    change = SettingChange.objects.filter(pk=change_id, network_id=actor.network.id).first()
    if change is None:
        raise NotAllowed(_("There is no such change here."))
    group = Group(change.group)
    now = known(network, group)
    kept = as_kept(now)
    if any(kept[name] != value for name, value in change.after.items()):
        raise Conflict(_("This was changed again since. Nothing was changed now."))
    back = {**kept, **change.before}
    if fault := fault_in(group, back):
        raise Problem(fault[1])
    return _keep(network, group, before=now, after=back, actor=actor, undoes=change)


def mark(values: Mapping[str, Any]) -> str:
    """What stood, in a few letters that a form can carry."""
    return ";".join(f"{name}={value}" for name, value in as_kept(values).items())


def _locked(actor: Actor) -> Network:
    if not can_set(actor):
        raise NotAllowed(_("There is no such page here."))
    return Network.objects.select_for_update().get(pk=actor.network.id)


def _keep(
    network: Network,
    group: Group,
    *,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    actor: Actor,
    undoes: SettingChange | None = None,
) -> SettingChange | None:
    old, new = as_kept(before), as_kept(after)
    changed = [name for name in FIELDS[group] if old[name] != new[name]]
    if not changed:
        return None
    Network.objects.filter(pk=network.pk).update(**{name: after[name] for name in changed})
    if twin := twin_of(network.pk):
        keep_alike(twin, Network.objects.get(pk=network.pk))
    record(
        "settings.changed",
        actor=actor,
        subject_kind="network",
        subject_id=network.pk,
        reason=group.value,
    )
    return SettingChange.objects.create(
        network_id=network.pk,
        group=group,
        before={name: old[name] for name in changed},
        after={name: new[name] for name in changed},
        made_by=actor.identity,
        made_by_name=actor.name,
        made_at=timezone.now(),
        undoes=undoes,
    )
