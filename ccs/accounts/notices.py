"""The emails about the account itself."""

from django.utils.translation import gettext_lazy as _

from ccs.accounts.models import User
from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to


def sign_in_code(notice: Notice) -> Letter | None:
    email = User.objects.filter(pk=notice.recipient_id, is_active=True).values_list(
        "email", flat=True
    )
    to = email.first()
    if to is None:
        return None
    link = f"{link_to('account_confirm_login_code')}?code={notice.sealed['code']}"
    return Letter(
        to=to,
        language=notice.sealed["language"],
        subject=_("Your code to sign in"),
        context={"code": notice.sealed["code"], "link": link},
    )


def again_code(notice: Notice) -> Letter | None:
    """To the address that the account has when it is sent."""
    found = User.objects.filter(pk=notice.recipient_id, is_active=True)
    to = found.values_list("email", flat=True).first()
    if to is None:
        return None
    return Letter(
        to=to,
        language=notice.sealed["language"],
        subject=_("Your code to show that it is you"),
        context={"code": notice.sealed["code"]},
    )


def new_email_code(notice: Notice) -> Letter | None:
    if not notice.sealed["to"]:
        return None
    return Letter(
        to=notice.sealed["to"],
        language=notice.sealed["language"],
        subject=_("Your code to change your email address"),
        context={"code": notice.sealed["code"]},
    )


def email_changed(notice: Notice) -> Letter:
    """To the old address: who did not ask for this must be able to stop it."""
    return Letter(
        to=notice.sealed["to"],
        language=notice.sealed["language"],
        subject=_("Your email address has been changed"),
    )


def register() -> None:
    registry.register("sign_in_code", sign_in_code)
    registry.register("again_code", again_code)
    registry.register("new_email_code", new_email_code)
    registry.register("email_changed", email_changed)
