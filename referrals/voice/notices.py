"""Emails to workers about what the person did: a reference and a link, never what they said."""

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy

from ccs.outbox import registry
from referrals.referrals.telling import Words, about_referral
from referrals.voice.actions.calling import NOT_CALLED
from referrals.voice.actions.checking import LOCKED
from referrals.voice.actions.contact import CHANGED
from referrals.voice.actions.failing import CARD_FAILED

# What it says first, and what to do.
_WORDS: Final[dict[str, Words]] = {
    NOT_CALLED: Words(
        gettext_lazy("%(reference)s: they say that nobody has called"),
        gettext_lazy("The person says that nobody has called them."),
        gettext_lazy("Call them and write the call down, or say that you have seen to it."),
    ),
    CHANGED: Words(
        gettext_lazy("%(reference)s: how to reach them has changed"),
        gettext_lazy("The person has changed how to reach them, or what is safe."),
        gettext_lazy("Open it before you call or write to them again."),
    ),
    CARD_FAILED: Words(
        gettext_lazy("%(reference)s: the card did not arrive"),
        gettext_lazy("The card that you sent to the person did not arrive."),
        gettext_lazy("Open it to read why, and give it in another way."),
    ),
    LOCKED: Words(
        gettext_lazy("%(reference)s: the person’s link is locked"),
        gettext_lazy("Somebody gave 10 wrong answers on the person’s own page. It is locked."),
        gettext_lazy("Ask the person whether it was them, and make the card anew."),
    ),
}


def register() -> None:
    for template, words in _WORDS.items():
        registry.register(template, partial(about_referral, words))
