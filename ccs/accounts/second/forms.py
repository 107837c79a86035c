"""What is asked for the second step, and to set it up."""

from hashlib import sha256
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ccs.accounts.forms import code_field
from ccs.accounts.models import User
from ccs.ui.fields import CharField, TickField
from ccs.ui.forms import Form

# A code of an app is good for its half minute and the ones beside it, and once only.
USED_FOR = 120


def _code(label: Any, help_text: Any = "") -> CharField:
    field = code_field()
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = _("Enter the code")
    return field


class _Once(Form):
    """A code that worked does not work again, however it is written: `123-456` is `123456`."""

    user: Any

    def clean_code(self) -> str:
        typed = normalize_user_code(self.cleaned_data["code"])
        key = f"second-step:{self.user.pk}:{sha256(typed.encode()).hexdigest()}"
        if cache.get(key):
            raise get_adapter().validation_error("incorrect_code")
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form comes next
        if not cache.add(key, "used", USED_FOR):  # of two at once one is first
            raise get_adapter().validation_error("incorrect_code")
        return code


class StepForm(_Once, AuthenticateForm):
    code = _code(_("Code from your app, or a backup code"))
    trust = TickField(
        label=_("Do not ask me again on this device for 30 days"),
        help_text=_("Only on a device that nobody else uses."),
        required=False,
    )

    def __init__(self, *args: Any, offers_trust: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not offers_trust:
            del self.fields["trust"]


class AgainForm(_Once, ReauthenticateForm):
    code = _code(_("Code from your app, or a backup code"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]  # allauth's form


class AppForm(Form, ActivateTOTPForm):
    code = _code(_("6-digit code that the app shows"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)  # type: ignore[call-arg]  # allauth's form


class CredentialField(forms.JSONField):
    """What a passkey made, as the browser sends it. Nested without end it is wrong too."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Never shown again: each try has an answer of its own."""
        return initial


class SignInByKeyForm(LoginWebAuthnForm):
    credential = CredentialField()


class StepByKeyForm(AuthenticateWebAuthnForm):
    credential = CredentialField()


class AgainByKeyForm(ReauthenticateWebAuthnForm):
    credential = CredentialField()


class PasskeyForm(Form):
    name = CharField(
        label=_("What do you want to call it? (optional)"),
        help_text=_("For example: work laptop."),
        required=False,
        max_length=60,
        classes="govuk-input--width-20",
        autocomplete="off",
    )
    credential = CredentialField(required=False)

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or str(_("Passkey"))

    def clean_credential(self) -> dict[str, Any]:
        """What the browser made, checked against what this page asked for."""
        made = self.cleaned_data["credential"]
        failed = ValidationError(_("Your browser made no passkey. Try again"), code="failed")
        if not isinstance(made, dict):
            raise failed
        try:
            auth.parse_registration_response(made)
            known = auth.complete_registration(made)
        except (KeyError, TypeError, ValueError) as error:
            raise failed from error
        if not known.is_user_verified():
            raise failed
        return made
