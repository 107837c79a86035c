"""Who a key is: `Authorization: Bearer ...`."""

from typing import Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ccs.api.tokens import find_token
from ccs.tenancy.actor import Actor

KIND = "api_key"


class KeyAuthentication(BaseAuthentication):
    """No key, an unknown one and a revoked one are answered alike. Enters the key's context."""

    def authenticate(self, request: Request) -> tuple[Any, Actor]:
        """Nobody signs in here: `request.user` stays anonymous, `request.auth` is the actor."""
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        actor = _actor(token.strip()) if scheme.lower() == "bearer" else None
        if actor is None:
            raise AuthenticationFailed(
                _("Send a valid key in the Authorization header, after the word Bearer.")
            )
        return AnonymousUser(), actor

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="CCS Referrals"'


def _actor(token: str) -> Actor | None:
    found = find_token(token, kind=KIND)
    if found is None:
        return None
    actor_of_key = import_string(settings.TENANCY_ACTOR_OF_KEY)
    return cast("Actor | None", actor_of_key(key_id=found.object_id, network_id=found.network_id))
