"""What words of others mean here: needs, areas, languages, ways to be seen."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from babel import Locale

from organisations.directory.rules import Attending
from organisations.interchange.intake.incoming import Remarks
from organisations.interchange.oruk.identifiers import NEEDS_BY_ID
from organisations.needs.rules import NEEDS
from organisations.places.rules import normalise

Areas = set[tuple[str, str]]

# Words that say that something is offered and not what.
_OFFERED: Final = re.compile(
    r" (?:advice|advisers|assistance|guidance|help|information|support|service|services)$"
)
_CODE: Final = re.compile(r"[EWSN]\d{8}")
_COUNCILS: Final = ("E06", "E07", "E08", "E09", "W06", "S12", "N09")
_WARDS: Final = ("E05", "W05", "S13", "N08")
_EVERYWHERE: Final = {"whole network", "the whole network", "everywhere"}
_ATTENDING: Final = {
    "home visit": Attending.HOME, "home visits": Attending.HOME, "home": Attending.HOME,
    "telephone": Attending.PHONE, "phone": Attending.PHONE, "phonecall": Attending.PHONE,
    "venue": Attending.DROP_IN, "in person": Attending.DROP_IN, "drop-in": Attending.DROP_IN,
    "appointment": Attending.BOOKED, "online": Attending.ONLINE, "virtual": Attending.ONLINE,
}  # fmt: skip
_ENGLISH: Final = Locale("en").languages.items()
_LANGUAGES: Final = {name.casefold(): code for code, name in _ENGLISH}
_LANGUAGE_CODES: Final = {code.casefold(): code for code, _name in _ENGLISH}


@dataclass(frozen=True, slots=True)
class Known:
    """Words in lower case. `synonyms` are the network's own, `areas` names with their codes."""

    network: str = ""
    area_codes: frozenset[str] = frozenset()
    synonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)

    def needs(self, word: str) -> frozenset[str]:
        """By code, by name, by a word that people use here; empty if it means nothing here."""
        plain = " ".join(word.casefold().replace("_", " ").replace("-", " ").split())
        for tried in (plain, _OFFERED.sub("", plain)):
            found = {code for code in NEEDS if code.replace("_", " ") == tried}
            found |= {code for code, label in NEEDS.items() if str(label).casefold() == tried}
            if found or tried in self.synonyms:
                return frozenset(found | self.synonyms.get(tried, frozenset()))
        return frozenset()

    def area(self, word: str) -> tuple[str, str] | None:
        """A council, a ward, a postcode or the whole network, as a row of a service's areas."""
        plain = " ".join(word.casefold().split())
        if plain in _EVERYWHERE or plain == self.network.casefold():
            return "network", ""
        code = word if _CODE.fullmatch(word) else self.areas.get(plain, "")
        if code.startswith(_COUNCILS):
            return "authority", code
        if code.startswith(_WARDS):
            return "ward", code
        return ("postcode", normalise(word)) if normalise(word) else None

    def joined(self, areas: Areas) -> Areas:
        """All councils of the network are the whole network."""
        councils = {code for kind, code in areas if kind == "authority"}
        if not self.area_codes or not councils >= self.area_codes:
            return areas
        rest = {(kind, code) for kind, code in areas if code not in self.area_codes}
        return rest | {("network", "")}


def need_of_id(term_id: str) -> str:
    """A term of our own taxonomy, from any network's feed."""
    try:
        return NEEDS_BY_ID.get(UUID(term_id), "")
    except ValueError:
        return ""


def codes_in(text: str) -> list[str]:
    """Codes of the Office for National Statistics, wherever they stand in an address or a text."""
    return _CODE.findall(text)


def attending_in(words: str, remarks: Remarks, place: str) -> list[str]:
    """Ways to be seen, in our order."""
    labels = {str(way.label).casefold(): way for way in Attending}
    labels |= {way.value: way for way in Attending}
    known = {**_ATTENDING, **labels}
    parts = {part.strip().casefold() for part in re.split(r"[,;]", words)} - {""}
    for part in sorted(parts - known.keys()):
        remarks.note(place, f"“{part[:30]}” is not a way to be seen that we know. It is left out.")
    found = {known.get(part) for part in parts}
    return [way.value for way in Attending if way in found]


def languages_in(words: Iterable[str], remarks: Remarks, place: str) -> list[str]:
    """Codes of languages, from codes or from English names."""
    found: list[str] = []
    for word in filter(None, words):
        plain = word.strip().casefold()
        code = _LANGUAGE_CODES.get(plain.replace("-", "_")) or _LANGUAGES.get(plain, "")
        if not code:
            remarks.note(place, f"“{word[:30]}” is not a language we know. It is left out.")
        elif code not in found:
            found.append(code)
    return found
