"""Telephone numbers: typed in any way, kept in one, shown as people write them."""

import phonenumbers

HOME = "GB"


class NotAPhoneNumber(Exception):
    """The text cannot be a telephone number."""


def kept(text: str) -> str:
    """The number as it is stored (`+441632960001`).

    Numbers set aside for fiction are possible but never assigned, so only the shape is checked.
    """
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber from None
    if not phonenumbers.is_possible_number(number):
        raise NotAPhoneNumber
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown(text: str) -> str:
    """A stored number as people write it: with spaces, and with a country only when abroad."""
    try:
        number = phonenumbers.parse(text, HOME)
    except phonenumbers.NumberParseException:
        return text
    home = number.country_code == phonenumbers.country_code_for_region(HOME)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if home else style.INTERNATIONAL)
