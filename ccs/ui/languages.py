"""The languages people speak, named in the language of the page."""

from collections.abc import Iterable
from typing import Final

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Those spoken most in England and Wales (Census 2021), and British Sign Language.
OFFERED: Final = (
    "en", "cy", "bfi", "ak", "am", "ar", "bg", "bn", "ckb", "cs", "de", "el", "es", "fa",
    "fr", "gu", "hi", "hu", "it", "ku", "lt", "lv", "ml", "ne", "nl", "pa", "pl", "ps",
    "pt", "rom", "ro", "ru", "si", "sk", "so", "sq", "sv", "sw", "syl", "ta", "te", "ti",
    "tl", "tr", "uk", "ur", "vi", "yo", "yue", "zh",
)  # fmt: skip

# What the list of languages of the world does not have, or calls by another name than people here.
_OURS: Final[dict[str, Promise]] = {
    "bfi": _("British Sign Language"),
    "bn": _("Bengali"),
    "ckb": _("Kurdish (Sorani)"),
    "fa": _("Farsi"),
    "ku": _("Kurdish (Kurmanji)"),
    "rom": _("Romani"),
    "syl": _("Sylheti"),
}


def language_name(code: str) -> str:
    """`Somali` for `so`; a code that nobody knows as it is."""
    known = Locale.parse(get_language() or "en").languages
    return str(_OURS.get(code) or known.get(code) or code)


def language_choices(also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """English, Welsh and sign language first, the rest by name."""
    first = OFFERED[:3]
    rest = sorted({*OFFERED[3:], *also} - set(first), key=language_name)
    return [(code, language_name(code)) for code in (*first, *rest)]
