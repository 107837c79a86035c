"""The words that are said before anything is shared, and their version."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

NOTICE_VERSION: Final = "2026-11"


@dataclass(frozen=True, slots=True)
class Agreed:
    """How the person agreed; or, for another basis than consent, why their details are shared."""

    basis: str
    given: str = ""
    reason: str = ""
    language: str = "en"
    notice_version: str = NOTICE_VERSION
    organisations: tuple[UUID, ...] = ()
    pass_on: bool = False
    names_desk: bool = False


def notice() -> list[str]:
    """The words to say, a paragraph each, in the language in force."""
    return [
        _(
            "I would like to pass what you have told me to the people who can help. They will "
            "then contact you, so that you do not have to tell your story again."
        ),
        _(
            "Only the organisations we have just talked about will see it. They may use it only "
            "to help you."
        ),
        _(
            "You can say no, and we will still help you in the ways we can. You can change your "
            "mind at any time: tell me or any of them."
        ),
    ]


def notice_sha256(language: str) -> str:
    """The hash of the words as they stand in that language: evidence of what was said."""
    with translation.override(language):
        return sha256("\n".join(notice()).encode()).hexdigest()
