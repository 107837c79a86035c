"""After a change of SECRET_KEY: what was sealed for good is sealed again with the new one."""

from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from ccs.outbox.sealing import resealed

_SEALED: Final = ("secret", "seed")


@transaction.atomic
def reseal_authenticators() -> int:
    """The keys of apps and of backup codes, all or none; answers how many accounts' there were."""
    changed = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        there = [name for name in _SEALED if name in row.data]
        row.data = {**row.data, **{name: resealed(row.data[name]) for name in there}}
        if there:
            row.save(update_fields=["data"])
            changed += 1
    return changed
