"""The type of a request under /<network>/, once the middleware let it through."""

from django.http import HttpRequest

from ccs.accounts.models import User
from ccs.tenancy.actor import Actor, NetworkRef


class NetworkRequest(HttpRequest):
    user: User
    actor: Actor
    network: NetworkRef
