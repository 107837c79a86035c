"""Emails to workers about what the person did: a reference and a link, never what they said."""

from functools import partial
from typing import Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.notices import reader_of
from organisations.needs.rules import need_labels
from referrals.referrals.models import Referral
from referrals.voice.actions.calling import NOT_CALLED
from referrals.voice.actions.checking import LOCKED
from referrals.voice.actions.contact import CHANGED
from referrals.voice.actions.failing import CARD_FAILED

# What it says first, and what to do.
_WORDS: Final[dict[str, tuple[Promise, Promise, Promise]]] = {
    NOT_CALLED: (
        gettext_lazy("%(reference)s: they say that nobody has called"),
        gettext_lazy("The person says that nobody has called them."),
        gettext_lazy("Call them and write the call down, or say that you have seen to it."),
    ),
    CHANGED: (
        gettext_lazy("%(reference)s: how to reach them has changed"),
        gettext_lazy("The person has changed how to reach them, or what is safe."),
        gettext_lazy("Open it before you call or write to them again."),
    ),
    CARD_FAILED: (
        gettext_lazy("%(reference)s: the card did not arrive"),
        gettext_lazy("The card that you sent to the person did not arrive."),
        gettext_lazy("Open it to read why, and give it in another way."),
    ),
    LOCKED: (
        gettext_lazy("%(reference)s: the person’s link is locked"),
        gettext_lazy("Somebody gave 10 wrong answers on the person’s own page. It is locked."),
        gettext_lazy("Ask the person whether it was them, and make the card anew."),
    ),
}


def written_by(template: str, notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    referral = Referral.objects.filter(pk=notice.subject_id).first()
    if reader is None or referral is None:
        return None
    subject, opening, next_step = _WORDS[template]
    with translation.override(reader.language):
        return Letter(
            to=reader.to,
            language=reader.language,
            sender=reader.sender,
            page="referral",
            subject=str(subject) % {"reference": referral.reference},
            context={
                "opening": str(opening),
                "next_step": str(next_step),
                "rows": [
                    (_("Reference"), referral.reference),
                    (_("Needs"), ", ".join(need_labels(referral.needs))),
                ],
                "link": link_to(
                    "referrals:detail", network=reader.network_slug, reference=referral.reference
                ),
            },
        )


def register() -> None:
    for template in _WORDS:
        registry.register(template, partial(written_by, template))
