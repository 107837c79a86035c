"""Where allauth asks us what to do."""

import logging
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ccs.accounts.devices import is_trusted, seen
from ccs.accounts.models import User
from ccs.accounts.rules import Device, signed_in_until
from ccs.accounts.second.proved import PASSED, TRUST, factors_shown, was_proved
from ccs.accounts.sessions import USED_AT
from ccs.outbox.actions import enqueue_sealed
from ccs.tenancy.models import new_id

logger = logging.getLogger(__name__)

# allauth's messages that a person needs; its others are said on the page itself.
SAID = {"account/messages/logged_out.txt": _("You have signed out.")}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That code is not right. Check the 6 numbers in the email"),
        "too_many_login_attempts": _(
            "You have tried too many times. Wait 5 minutes, then ask for a new code"
        ),
        "rate_limited": _("You have tried too many times. Wait 5 minutes, then try again"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by invitation only."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe a sign-in code to whoever has the address.

        For an address that nobody has, the same work is done for nobody: a row is written that
        the worker throws away, so that neither the page nor its time tells which it was.
        """
        if template_prefix != "account/email/login_code":
            raise NotImplementedError(f"No email for {template_prefix}.")
        found = (
            User.objects.filter(email=email, is_active=True).values_list("pk", flat=True).first()
        )
        enqueue_sealed(
            "sign_in_code",
            user_id=found or new_id(),
            payload={"code": context["code"], "language": get_language() or settings.LANGUAGE_CODE},
            lifetime=timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT),
        )

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in for as long as the device allows."""
        device = request.session.get("device", Device.USUAL)
        trust = request.session.pop(TRUST, False) and device != Device.SHARED
        passed = was_proved(request, user) or is_trusted(request, user)
        tells = user.last_login is not None
        super().login(request, user)
        request.session["device"], request.session[PASSED] = device, passed
        request.session[USED_AT] = int(timezone.now().timestamp())
        seen(request, user, tells=tells, trust=trust)
        request.session.set_expiry(signed_in_until(device, now=timezone.now()))
        how = {"device": device, "factors": factors_shown(request, user)}
        logger.info("accounts.signed_in", extra={"user_id": str(user.pk), **how})

    def get_login_stages(self) -> list[str]:
        """The emailed code, then the second step: phones and proofs of addresses are not ours."""
        return [
            "allauth.account.stages.LoginByCodeStage",
            "ccs.accounts.second.stage.SecondStepStage",
        ]

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The account was closed while the code was on its way: the answer for a wrong one."""
        messages.error(request, self.error_messages["too_many_login_attempts"])
        return redirect("account_login")

    def add_message(  # noqa: PLR0917 - the shape is allauth's
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)
