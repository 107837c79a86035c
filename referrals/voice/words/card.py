"""What goes to the person by text and email, and stands on paper. Nothing of it says what about."""

from django.utils.translation import gettext as _


def text(expected: str, *, reference: str, address: str) -> str:
    return _("%(expected)s Reference %(reference)s. See more or change your mind: %(address)s") % {
        "expected": expected,
        "reference": reference,
        "address": address,
    }


def subject(reference: str) -> str:
    return _("Your reference %(reference)s") % {"reference": reference}


def sender() -> str:
    """Where it is better not to say who it is from."""
    return _("Advice network")


def see_more() -> str:
    return _("See more, change your number or change your mind:")


def not_for_you() -> str:
    return _("If this is not for you, please delete it.")


def code(number: str) -> str:
    return _("Your code is %(code)s. It works for 15 minutes. Give it to nobody.") % {
        "code": number
    }


def new_number() -> str:
    return _("This number was saved. If that was not you, please ignore this.")
