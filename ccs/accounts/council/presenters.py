"""What the pages about a council's accounts say."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from ccs.accounts.council.refusals import Kind

TITLES = {
    Kind.UNKNOWN: _("We could not sign you in that way"),
    Kind.STOPPED: _("You were not signed in"),
    Kind.AWAY: _("That sign-in does not work right now"),
    Kind.UNFIT: _("We could not use the answer"),
    Kind.OLD: _("Start signing in again"),
    Kind.OFTEN: _("Wait a minute, then try again"),
}
WORDS = {
    Kind.UNKNOWN: _(
        "Your account at %(label)s does not fit an account here."
        " Ask for a code by email instead, with the address that you were invited by."
    ),
    Kind.STOPPED: _(
        "You stopped at %(label)s, or it does not let your account be used here."
        " You can try again, or ask for a code by email."
    ),
    Kind.AWAY: _(
        "%(label)s did not answer as it should."
        " Ask for a code by email, or try again in a few minutes."
    ),
    Kind.UNFIT: _(
        "What came back from %(label)s did not fit what we asked for."
        " Try again. If it happens again, ask for a code by email."
    ),
    Kind.OLD: _(
        "You went to %(label)s from another browser, more than 10 minutes ago,"
        " or this page was opened twice."
    ),
    Kind.OFTEN: _("Too many people tried to sign in with %(label)s from where you are."),
}


def councils() -> list[dict[str, str]]:
    """A button for each, in the order of the settings."""
    return [{"key": one.key, "label": one.label} for one in settings.COUNCILS.values()]


def label_of(issuer: str) -> str:
    """Of one that the settings name no more there is only what it called itself by."""
    found = (one.label for one in settings.COUNCILS.values() if one.issuer == issuer)
    return next(found, issuer)


def refusal_page(kind: Kind, label: str, *, onward: str) -> dict[str, Any]:
    back = reverse("account_login")
    return {
        "title": TITLES[kind],
        "words": str(WORDS[kind]) % {"label": label},
        "ask_for_account": kind == Kind.UNKNOWN,
        "back": f"{back}?{urlencode({'next': onward})}" if onward else back,
    }
