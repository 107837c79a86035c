"""A form that comes from somebody whose session has ended is held for them until they are back.

Sealed, in the session of the browser it came from, for an hour at most. The form says by a signed
word whose it was: it is given back to nobody else, and a form without that word is not held.
"""

from datetime import datetime, timedelta
from typing import Final

from cryptography.fernet import InvalidToken
from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from ccs.logs.refused import note
from ccs.outbox.sealing import seal, unseal
from ccs.tenancy.actor import Actor

PROOF: Final = "by"
_HELD: Final = "held_form"
_SALT: Final = "ccs.tenancy.held"
_FOR: Final = timedelta(hours=1)
# No form of ours is longer; files are not held.
_MOST: Final = 100_000


def proof_of(actor: Actor) -> str:
    """What a form of theirs carries in the field `PROOF`."""
    return signing.dumps(str(actor.identity), salt=_SALT)


def hold(request: HttpRequest) -> None:
    """Called for whoever is signed out."""
    whose = _whose(request.POST.get(PROOF, "")) if request.method == "POST" else ""
    body = request.POST.urlencode() if whose else ""
    if whose and len(body) <= _MOST:
        request.session[_HELD] = seal(
            {
                "whose": whose,
                "path": request.get_full_path(),
                "body": body,
                "at": timezone.now().isoformat(),
            }
        )


def give_back(request: HttpRequest, actor: Actor) -> QueryDict | None:
    """What was held of this very page for this very person; once."""
    held = _opened(request.session.get(_HELD, ""))
    if held.get("path") != request.get_full_path():
        return None
    del request.session[_HELD]
    fresh = timezone.now() - datetime.fromisoformat(held["at"]) < _FOR
    if not fresh or held["whose"] != str(actor.identity):
        return None
    return QueryDict(held["body"])


def _opened(sealed: str) -> dict[str, str]:
    try:
        return unseal(sealed)
    except InvalidToken:  # sealed with a key that was taken away
        return {}


def _whose(proof: str) -> str:
    try:
        return str(signing.loads(proof, salt=_SALT))
    except signing.BadSignature:
        if proof:
            note("token")
        return ""
