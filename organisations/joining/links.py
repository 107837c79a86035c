"""The link of an email to who has no account yet, and the key of the public form."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core import signing

from ccs.logs.refused import note
from ccs.outbox.registry import link_to
from ccs.tenancy.models import new_id

_LINK: Final = "organisations.joining.link"
_FORM: Final = "organisations.joining.form"
# As long as anything is said behind it: the record goes after a year.
_LASTS: Final = timedelta(days=365)
# Longer, and what the page said may no longer be so.
_FORM_LASTS: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Invited:
    """`number` is the invitation's: one sent again ends those before."""

    network_id: UUID
    joining_id: UUID
    number: int


def link_for(*, network_id: UUID, slug: str, joining_id: UUID, number: int) -> str:
    """The whole address: who has it speaks for the organisation until somebody signs in."""
    told = [network_id.hex, joining_id.hex, number]
    token = signing.dumps(told, salt=_LINK)
    return link_to("organisations:join_link", network=slug, token=token)


def invited_by(token: str) -> Invited | None:
    """None for a token that is broken, made elsewhere or too old."""
    try:
        network, joining, number = signing.loads(token, salt=_LINK, max_age=_LASTS)
        return Invited(UUID(network), UUID(joining), int(number))
    except (signing.BadSignature, ValueError, TypeError):
        note("token")
        return None


def new_form(network_id: UUID) -> str:
    """A form's own id, made by us for this network: sent twice, it applies once."""
    return signing.dumps([new_id().hex, network_id.hex], salt=_FORM)


def form_id(signed: str, *, network_id: UUID) -> UUID | None:
    """None for one that we did not make for this network, or a day ago."""
    try:
        made, network = signing.loads(signed, salt=_FORM, max_age=_FORM_LASTS)
        return UUID(made) if UUID(network) == network_id else None
    except (signing.BadSignature, ValueError, TypeError):
        note("token")
        return None
