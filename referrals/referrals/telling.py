"""An email to a worker about one referral: its reference, what for, and a link. Nobody's name."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.notices import reader_of
from organisations.needs.rules import need_labels
from referrals.referrals.models import Referral


class Words(NamedTuple):
    """What it says first, and what to do."""

    subject: Promise
    opening: Promise
    next_step: Promise


def page_of(referral: Referral, network: str) -> str:
    return link_to("referrals:detail", network=network, reference=referral.reference)


def about_referral(
    words: Words, notice: Notice, *, link: Callable[[Referral, str], str] = page_of
) -> Letter | None:
    """`link` takes the referral and the network's slug. None: there is nobody to tell any more."""
    reader = reader_of(notice.recipient_id)
    referral = Referral.objects.filter(pk=notice.subject_id).first()
    if reader is None or referral is None:
        return None
    with translation.override(reader.language):
        return reader.letter(
            page="referral",
            subject=str(words.subject) % {"reference": referral.reference},
            context={
                "opening": str(words.opening),
                "next_step": str(words.next_step),
                "rows": [
                    (_("Reference"), referral.reference),
                    (_("Needs"), ", ".join(need_labels(referral.needs))),
                ],
                "link": link(referral, reader.network_slug),
            },
        )
