"""Where each request for help stands, in the words of the person helped."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SAFE_WAYS: Final[dict[str, Promise]] = {
    "call": gettext_lazy("Call me"),
    "voicemail": gettext_lazy("Leave a voicemail"),
    "text": gettext_lazy("Send me a text"),
    "email": gettext_lazy("Send me an email"),
    "post": gettext_lazy("Send me a letter"),
}


def somebody(*, discreet: bool) -> str:
    """When it is better not to say who."""
    return _("Someone from the advice network") if discreet else _("Somebody")


def will_contact(who: str, *, time: str, day: str) -> str:
    return _("%(who)s will contact you by %(time)s on %(day)s.") % {
        "who": who,
        "time": time,
        "day": day,
    }


def if_yes(*, time: str, day: str) -> str:
    return _("If they say yes, they will contact you by %(time)s on %(day)s.") % {
        "time": time,
        "day": day,
    }


def should_have(who: str, *, time: str, day: str) -> str:
    return _("%(who)s should have contacted you by %(time)s on %(day)s.") % {
        "who": who,
        "time": time,
        "day": day,
    }


def looking(*, time: str, day: str) -> str:
    return _(
        "We are looking for somebody who can help you. You will hear by %(time)s on %(day)s."
    ) % {
        "time": time,
        "day": day,
    }


def asked(who: str) -> str:
    return _("%(who)s has been asked to help. They have not answered yet.") % {"who": who}


def question(who: str) -> str:
    return _("%(who)s has asked a question before they decide.") % {"who": who}


def said_yes(who: str) -> str:
    return _("%(who)s has said yes.") % {"who": who}


def in_touch(who: str) -> str:
    return _("%(who)s has been in touch with you.") % {"who": who}


def said_no(who: str) -> str:
    return _("%(who)s cannot help with this. We are looking at what else there is.") % {"who": who}


def taken_back() -> str:
    return _("This was stopped. Nobody will contact you about it.")


def ended() -> str:
    return _("This has ended.")


def change_mind_by_phone(phone: str) -> str:
    words = _("You can change your mind at any time. Call %(phone)s and say the reference.")
    # Figures run from left to right in every language.
    return words % {"phone": f"\u2066{phone}\u2069"}


def change_mind() -> str:
    return _("You can change your mind at any time.")


def reference(number: str) -> str:
    return _("Reference %(reference)s") % {"reference": number}
