"""A code for somebody whom another page knows: they type no address, and are shown none."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.http import HttpRequest

from ccs.accounts.forms import SignInForm
from ccs.accounts.models import User
from ccs.accounts.views import NEXT, UNSAID


def ask_for_code(request: HttpRequest, user: User, *, then: str) -> bool:
    """Owe them a code; having typed it they land on `then`. False when they asked too often."""
    form = SignInForm({"email": user.email})
    if not form.is_valid():
        return False
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    request.session[NEXT], request.session[UNSAID] = then, True
    return True
