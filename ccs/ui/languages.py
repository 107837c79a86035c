"""The languages people speak, named in the language of the page."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

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


# In which the person helped may read what is for them, as each language calls itself.
OWN_NAMES: Final[dict[str, str]] = {
    "en": "English",
    "cy": "Cymraeg",
    "ar": "العربية",
    "bn": "বাংলা",
    "fa": "فارسی",
    "lt": "Lietuvių",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "so": "Soomaali",
    "uk": "Українська",
    "ur": "اردو",
}
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "ur"})


class Speaks(Protocol):
    """A network, or what pages know of it."""

    @property
    def languages(self) -> Sequence[str]: ...

    @property
    def client_languages(self) -> Sequence[str]: ...


def language_name(code: str) -> str:
    """`Somali` for `so`; a code that nobody knows as it is."""
    known = Locale.parse(get_language() or "en").languages
    return str(_OURS.get(code) or known.get(code) or code)


def language_choices(also: Iterable[str] = ()) -> list[tuple[str, str]]:
    """English, Welsh and sign language first, the rest by name."""
    first = OFFERED[:3]
    rest = sorted({*OFFERED[3:], *also} - set(first), key=language_name)
    return [(code, language_name(code)) for code in (*first, *rest)]


def direction(code: str) -> str:
    """For the `dir` attribute."""
    return "rtl" if code in _RIGHT_TO_LEFT else "ltr"


def for_the_person(network: Speaks) -> list[str]:
    """The codes that a network offers to the people it helps, its own languages first."""
    offered = [*(network.languages or ["en"]), *network.client_languages]
    return [code for code in dict.fromkeys(offered) if code in OWN_NAMES]


def said_to(network: Speaks, spoken: Iterable[str]) -> list[str]:
    """Of those, the network's own and the ones that this person speaks."""
    kept = {*(network.languages or ["en"]), *spoken}
    return [code for code in for_the_person(network) if code in kept]
