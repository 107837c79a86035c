"""The way to signposting, from other pages."""

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from ccs.tenancy.actor import Actor


def signposting_page(
    actor: Actor, *, needs: Sequence[str] = (), service_id: UUID | None = None, back: str = ""
) -> str:
    """Empty for who works in no team: details are given by a team."""
    if not actor.teams:
        return ""
    address = reverse("organisations:signposting", kwargs={"network": actor.network.slug})
    query: dict[str, str | Sequence[str]] = {
        "need": needs,
        "service": [str(service_id)] if service_id else [],
        "back": [back] if back else [],
    }
    text = urlencode(query, doseq=True)
    return f"{address}?{text}" if text else address
