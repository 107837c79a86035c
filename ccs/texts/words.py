"""Why a message did not reach the person, in words for the worker."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_WHY: dict[str, Promise] = {
    "no_number": _("We have no telephone number for them."),
    "no_email": _("We have no email address for them."),
    "not_safe": _("They no longer say that this is safe for them."),
    "no_mobile": _("Their number is not a mobile number."),
    "number_refused": _("Their number cannot get texts."),
    "permanent-failure": _("Their number does not exist, or is not in use."),
    "temporary-failure": _("Their phone was off or full for too long."),
    "technical-failure": _("The message was lost on the way. Send it again, or call them."),
    "expired": _("It could not be sent in time."),
    "texts_off": _("This site cannot send texts now."),
    "recipient_refused": _("Their email address does not work."),
}
_NOT_NOW = _("It could not be sent.")


def why(code: str) -> Promise:
    """A plain sentence for a `Failure`'s code."""
    return _WHY.get(code, _NOT_NOW)
