"""The words to say, in each language of the network."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation

from ccs.ui.languages import OWN_NAMES, direction
from referrals.consent.words import desk_words, notice


@dataclass(frozen=True, slots=True)
class Words:
    """`code` and `direction` are for the element they stand in."""

    code: str
    direction: str
    language: str
    paragraphs: list[str]


def words_to_say(languages: Sequence[str], *, names_desk: bool = False) -> list[Words]:
    """The language of the page first, so that the worker understands what they say."""
    page = translation.get_language()
    ordered = sorted(languages, key=lambda code: code != page)
    return [
        Words(
            code, direction(code), OWN_NAMES.get(code, code), _said_in(code, names_desk=names_desk)
        )
        for code in ordered
    ]


def _said_in(code: str, *, names_desk: bool) -> list[str]:
    with translation.override(code):
        return [*notice(), desk_words()] if names_desk else notice()
