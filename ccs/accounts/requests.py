"""The type of a request that got past `login_required`."""

from django.http import HttpRequest

from ccs.accounts.models import User


class SignedInRequest(HttpRequest):
    user: User
