"""The emails about the second step and new devices: no name, no place, nothing to press."""

from django.utils.translation import gettext_lazy as _

from ccs.accounts.models import User
from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to

CHANGED = {
    "app_added": _("A code app was added to your account."),
    "app_removed": _("The code app was taken off your account."),
    "passkey_added": _("A passkey was added to your account."),
    "passkey_removed": _("A passkey was taken off your account."),
    "codes_made": _("New backup codes were made for your account. The old ones stopped working."),
    "code_used": _("A backup code was used to sign in to your account."),
    "council_added": _(
        "The account that you have at your council signed in here for the first time."
        " From now on it opens your account here. You can take it off again on the page"
        " that shows where you are signed in."
    ),
    "council_removed": _("The account that you have at your council was taken off your account."),
    "lost": _(
        "Somebody signed in with a code from your email and said they lost your phone, passkeys"
        " and backup codes. They are waiting for a coordinator to check who they are."
    ),
    "reset": _(
        "Somebody who looks after your account took off your passkeys, code app and backup codes."
        " You were signed out everywhere. Next time you sign in with the code from your email,"
        " and can set up a new second step."
    ),
}


def _to(notice: Notice) -> str | None:
    found = User.objects.filter(pk=notice.recipient_id, is_active=True)
    return found.values_list("email", flat=True).first()


def second_step_changed(notice: Notice) -> Letter | None:
    to = _to(notice)
    if to is None:
        return None
    return Letter(
        to=to,
        language=notice.sealed["language"],
        subject=_("How you sign in has changed"),
        context={
            "happened": CHANGED[notice.sealed["what"]],
            "link": link_to("account_devices"),
        },
    )


def new_device(notice: Notice) -> Letter | None:
    to = _to(notice)
    if to is None:
        return None
    return Letter(
        to=to,
        language=notice.sealed["language"],
        subject=_("You signed in on a new device"),
        context={"device": notice.sealed["device"], "link": link_to("account_devices")},
    )


def register() -> None:
    registry.register("second_step_changed", second_step_changed)
    registry.register("new_device", new_device)
