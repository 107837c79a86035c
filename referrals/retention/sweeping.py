"""What else has a time: links that work no more, unused accounts, names of who left long ago."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from ccs.api.tokens import forget_tokens
from organisations.people.unused import forget_unused
from referrals.links.making import forget_old_links
from referrals.retention.workers import forget_former
from referrals.voice.models import PersonLink

_CARD_KEPT: Final = timedelta(days=30)


def sweep(network_id: UUID, now: datetime, *, months: int) -> dict[str, int]:
    """How many of what; in the system's context, and safe twice. `months`: of who left."""
    found = {
        "answer_links": forget_old_links(network_id, now),
        "cards": _forget_cards(network_id, now),
        "accounts": forget_unused(network_id, now),
        "workers": forget_former(network_id, months, now),
    }
    return {what: count for what, count in found.items() if count}


def _forget_cards(network_id: UUID, now: datetime) -> int:
    """The secrets of cards that lead nowhere any more."""
    over = Q(expires_at__lt=now - _CARD_KEPT) | Q(revoked_at__lt=now - _CARD_KEPT)
    said = ~Q(secrets=[]) | ~Q(code_hash="") | ~Q(birth_hash="") | ~Q(sent_hash="")
    rows = PersonLink.objects.filter(over & said, network=network_id)
    forget_tokens([one for secrets in rows.values_list("secrets", flat=True) for one in secrets])
    return rows.update(secrets=[], code_hash="", birth_hash="", sent_hash="")
