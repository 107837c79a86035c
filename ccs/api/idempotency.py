"""The same request sent twice is done once: `Idempotency-Key`, for 24 hours."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from ccs.api.models import IdempotencyKey
from ccs.tenancy.actor import Actor

KEPT_FOR = timedelta(hours=24)


class KeyReused(APIException):
    status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    default_code = "idempotency_key_reused"
    default_detail = _("This Idempotency-Key was used here before, with another body.")


def once(request: Request, *, actor: Actor, act: Callable[[], Sequence[str]]) -> Sequence[str]:
    """What `act` made, by references; a repeat gets the references of the first.

    An error is not remembered: it undid everything, so the request may be tried again.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key:
        return act()
    scope = _hash(f"{actor.identity}\n{request.path}\n{key}")
    body = _hash(json.dumps(request.data, sort_keys=True))
    _wait_for_turn(scope)
    earlier = _earlier(actor, scope)
    if earlier is None:
        references = act()
        _remember(actor, scope=scope, body=body, references=references)
        return references
    if earlier.body_sha256 != body:
        raise KeyReused
    return list(map(str, earlier.references))


def forget_old() -> None:
    """Within a network's context: what is too old to be asked for again."""
    IdempotencyKey.objects.filter(created_at__lte=timezone.now() - KEPT_FOR).delete()


def _wait_for_turn(scope: str) -> None:
    """Until commit or rollback. The second of two at once then reads what the first has kept."""
    number = int.from_bytes(bytes.fromhex(scope)[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _earlier(actor: Actor, scope: str) -> IdempotencyKey | None:
    row = IdempotencyKey.objects.filter(
        network_id=actor.network.id, key_id=actor.identity, scope_sha256=scope
    ).first()
    if row and row.created_at <= timezone.now() - KEPT_FOR:
        row.delete()
        return None
    return row


def _remember(actor: Actor, *, scope: str, body: str, references: Sequence[str]) -> None:
    IdempotencyKey.objects.create(
        network_id=actor.network.id,
        key_id=actor.identity,
        scope_sha256=scope,
        body_sha256=body,
        references=list(references),
        created_at=timezone.now(),
    )


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
