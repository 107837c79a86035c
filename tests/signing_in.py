"""What a session remembers of signing in, for a browser that a test signs in by itself."""

from time import time

from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from ccs.accounts.models import User


def typed_a_code(browser: Client, user: User, *, lasts: float = 0) -> None:
    """As if they had typed the code in their email just now, or up to so many seconds on."""
    session = browser.session
    session["account_authentication_methods"] = [{"method": "code", "at": time() + lasts}]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
