"""What was put right of a person: each fact, as it was and as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.actor import Actor
from referrals.clients.models import Client
from referrals.rights.models import Correction


def keep_trail(client: Client, columns: Mapping[str, Any], *, actor: Actor) -> bool:
    """Before it is written over: a row for each field that changes. False where none does."""
    changed = {
        name: (getattr(client, name), now)
        for name, now in columns.items()
        if _said(getattr(client, name)) != _said(now)
    }
    Correction.objects.bulk_create(
        Correction(
            network_id=client.network_id,
            client=client,
            field=name,
            before=_said(before),
            after=_said(after),
            by_id=actor.member_id,
            by_name=actor.name,
            at=timezone.now(),
        )
        for name, (before, after) in changed.items()
    )
    return bool(changed)


def keep_words(client_id: UUID, field: str, before: str, after: str, *, actor: Actor) -> None:
    """Of what stands in another table than the person's own; nothing where it is the same."""
    if before != after:
        Correction.objects.bulk_create(
            [
                Correction(
                    network_id=actor.network.id,
                    client_id=client_id,
                    field=field,
                    before=before,
                    after=after,
                    by_id=actor.member_id,
                    by_name=actor.name,
                    at=timezone.now(),
                )
            ]
        )


def _said(value: Any) -> str:
    """As text, whatever the field: the trail is read and never reckoned with."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)
