"""What people write instead of a number, in the languages that networks speak with them."""

from typing import Final

# What is said with these is beyond doubt in its language; all else is asked once more.
_YES: Final[dict[str, frozenset[str]]] = {
    "en": frozenset({"yes", "y", "yeah", "yep", "yes please"}),
    "cy": frozenset({"ie", "do", "oes", "ydw", "ydyn", "iawn"}),
    "ar": frozenset({"نعم", "اي", "ايوه"}),
    "bn": frozenset({"হ্যাঁ", "হ্যা", "জি", "জ্বি"}),
    "fa": frozenset({"بله", "آره"}),
    "lt": frozenset({"taip"}),
    "pl": frozenset({"tak"}),
    "pt": frozenset({"sim"}),
    "ro": frozenset({"da"}),
    "so": frozenset({"haa"}),
    "uk": frozenset({"так"}),
    "ur": frozenset({"ہاں", "جی", "جی ہاں"}),
}
_NO: Final[dict[str, frozenset[str]]] = {
    "en": frozenset({"no", "n", "nope", "no thanks", "no thank you"}),
    "cy": frozenset({"na", "naddo", "nage", "nac oes", "nac ydw", "dim diolch"}),
    "ar": frozenset({"لا", "كلا"}),
    "bn": frozenset({"না", "জি না"}),
    "fa": frozenset({"نه", "خیر"}),
    "lt": frozenset({"ne"}),
    "pl": frozenset({"nie"}),
    "pt": frozenset({"não", "nao"}),
    "ro": frozenset({"nu"}),
    "so": frozenset({"maya"}),
    "uk": frozenset({"ні"}),
    "ur": frozenset({"نہیں", "جی نہیں"}),
}
# English words that are something else there: in Polish "no" is a friendly yes.
_NOT_ENGLISH: Final[dict[str, frozenset[str]]] = {"pl": frozenset({"no"})}
_AROUND: Final = " .,!?;:\"'()\u060c\u061f\u0964\u200e\u200f"


def understood(words: str, *, answers: tuple[str, ...], language: str) -> str:
    """Which of the answers it is; empty when it could be any, or none."""
    said = " ".join(words.casefold().split()).strip(_AROUND)
    if said.isdecimal():
        number = int(said)
        return answers[number - 1] if 1 <= number <= len(answers) else ""
    if said in answers and language == "en":
        return said
    plain = {"yes": _says(said, _YES, language), "no": _says(said, _NO, language)}
    return next((one for one, is_said in plain.items() if is_said and one in answers), "")


def _says(said: str, words: dict[str, frozenset[str]], language: str) -> bool:
    if said in words.get(language, ()):
        return True
    return said in words["en"] and said not in _NOT_ENGLISH.get(language, ())
