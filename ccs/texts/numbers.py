"""Which numbers a text can go to, and the sign by which one is known again."""

import phonenumbers
from django.conf import settings
from django.utils.crypto import salted_hmac

HOME = "GB"
UK = 44
UK_LENGTH = 10
# Personal numbers, and pagers but for the Isle of Man's mobiles.
NOT_MOBILE, MAN = ("70", "76"), "7624"
ABROAD = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
}


class NotAMobile(Exception):
    """A text to this would go nowhere: a landline, or no number at all."""


def mobile(text: str) -> str:
    """The number as Notify takes it (`+447700900123`)."""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        raise NotAMobile from None
    if not (_is_uk_mobile(number) or phonenumbers.number_type(number) in ABROAD):
        raise NotAMobile
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def hashes(number: str) -> list[str]:
    """The keyed hash of a number, and those that an older key made of it."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac("ccs.texts.number", number, secret=secret, algorithm="sha256").hexdigest()
        for secret in secrets
    ]


def _is_uk_mobile(number: phonenumbers.PhoneNumber) -> bool:
    """By its beginning, as Notify does: numbers set aside for fiction are nobody's, and pass."""
    own = phonenumbers.national_significant_number(number)
    return (
        number.country_code == UK
        and len(own) == UK_LENGTH
        and own.startswith("7")
        and (own.startswith(MAN) or not own.startswith(NOT_MOBILE))
    )
