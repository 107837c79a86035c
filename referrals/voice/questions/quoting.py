"""A copy of somebody's words without who said them, as long as they let us quote it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.voice.questions.models import Quote


def copy_quote(
    words: str,
    *,
    network_id: UUID,
    needs: Sequence[str],
    language: str,
    said_at: datetime,
    service_id: UUID | None = None,
) -> UUID:
    """With the month alone: the moment would say whose they are."""
    with enter(system(network_id)):
        quote = Quote.objects.create(
            network_id=network_id,
            service_id=service_id,
            needs=list(needs),
            words=words,
            language=language,
            said_in=timezone.localdate(said_at).replace(day=1),
        )
    return quote.pk


def drop_quote(quote_id: UUID | None, *, network_id: UUID) -> None:
    """It is gone from every note at once. None: there was none."""
    if quote_id:
        with enter(system(network_id)):
            Quote.objects.filter(pk=quote_id).delete()
