"""What signing in and changing the address ask."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.accounts.devices import known_browser
from ccs.accounts.rules import Device
from ccs.logs.refused import note
from ccs.ui.fields import CharField, EmailField, RadiosField
from ccs.ui.forms import Form

logger = logging.getLogger(__name__)


def code_field() -> CharField:
    return CharField(
        label=_("6-digit code"),
        missing=_("Enter the 6-digit code"),
        max_length=20,
        autocomplete="one-time-code",
        inputmode="numeric",
        spellcheck=False,
        classes="govuk-input--width-10 govuk-input--extra-letter-spacing",
    )


def count(action: str, email: str, *, dry_run: bool = False) -> Any:
    """Once more for this address; None when it was too often.

    In one place for all sessions, but for a browser in which its owner signed in before: that
    one is counted by itself, so that no stranger uses up what its owner may try.
    """
    browser = known_browser(context.request, email)
    return ratelimit.consume(
        context.request,
        app="allauth.account",
        action=f"{action}_known" if browser else action,
        key=f"{email} {browser}".strip(),
        dry_run=dry_run,
    )


def check_code(typed: str, *, expected: str, email: str) -> str:
    """Counted before it is compared: many guesses at the same moment count as many.

    A right code takes its try back.
    """
    counted = count("wrong_code", email)
    if not counted:
        note("limit", action="wrong_code")
        raise get_adapter().validation_error("too_many_login_attempts")
    if not compare_user_code(actual=typed, expected=expected):
        # Whose it was is not known before it is right, and an address is for no log.
        logger.warning("accounts.code_wrong")
        raise get_adapter().validation_error("incorrect_code")
    counted.rollback()
    return typed


class SignInForm(Form, RequestLoginCodeForm):
    email = EmailField(label=_("Email address"), classes="govuk-input--width-30")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        found = filter_users_by_email(email, is_active=True, for_login=True)
        may_try = count("wrong_code", email, dry_run=True)
        if not may_try or not count("request_login_code", email):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = found[0] if found else None
        return email


class SignInCodeForm(Form, ConfirmLoginCodeForm):
    code = code_field()
    device = RadiosField(
        label=_("Do other people use this device?"),
        choices=Device.choices,
        initial=Device.USUAL,
        hints={
            Device.SHARED: _(
                "You will be signed out after half an hour without use, after 2 hours,"
                " or when you close the browser"
            ),
            Device.USUAL: _("You will be signed out after 3 hours without use, or after 12 hours"),
            Device.OWN: _("You will be signed out after 3 days without use, or after 2 weeks"),
        },
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_code(self) -> str:
        return check_code(self.cleaned_data["code"], expected=self.expected_code, email=self.email)


class NewEmailForm(Form):
    email = EmailField(label=_("New email address"), classes="govuk-input--width-30")

    def __init__(self, *args: Any, current: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = current

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if email == self.current:
            raise ValidationError(_("That is the address you already use"), code="same")
        if not ratelimit.consume(context.request, app="allauth.account", action="change_email"):
            raise get_adapter().validation_error("rate_limited")
        return email


class NewEmailCodeForm(Form):
    code = code_field()

    def __init__(self, *args: Any, expected: str, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected, self.email = expected, email

    def clean_code(self) -> str:
        return check_code(self.cleaned_data["code"], expected=self.expected, email=self.email)
