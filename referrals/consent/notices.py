"""Emails about agreements: a referral's reference, what for, and a link. Never who it is about."""

from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy

from ccs.outbox import registry
from ccs.outbox.registry import link_to
from referrals.consent.actions import RENEWAL
from referrals.referrals.actions.revoking import DELETION
from referrals.referrals.models import Referral
from referrals.referrals.telling import Words, about_referral, page_of

# What it says first, and what to do.
_WORDS: Final[dict[str, Words]] = {
    RENEWAL: Words(
        gettext_lazy("%(reference)s: their agreement ends in two weeks"),
        gettext_lazy("The person’s agreement to share their details ends in two weeks."),
        gettext_lazy(
            "Ask them whether they still agree, and record it. Without that, nothing more can be"
            " shared; what has been shared stays until it is closed."
        ),
    ),
    DELETION: Words(
        gettext_lazy("%(reference)s: have you deleted your copies?"),
        gettext_lazy("The person took back their agreement a week ago."),
        gettext_lazy("Delete what you have of it, and say so on its page."),
    ),
}


def _agreement_of(referral: Referral, network: str) -> str:
    return link_to("referrals:agreement", network=network, assessment_id=referral.assessment_id)


_LINKS: Final = {RENEWAL: _agreement_of, DELETION: page_of}


def register() -> None:
    for template, words in _WORDS.items():
        registry.register(template, partial(about_referral, words, link=_LINKS[template]))
