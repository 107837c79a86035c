"""Emails about agreements: a referral's reference, what for, and a link. Never who it is about."""

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
from referrals.consent.actions import RENEWAL
from referrals.referrals.actions.revoking import DELETION
from referrals.referrals.models import Referral

# What it says first, and what to do.
_WORDS: Final[dict[str, tuple[Promise, Promise, Promise]]] = {
    RENEWAL: (
        gettext_lazy("%(reference)s: their agreement ends in two weeks"),
        gettext_lazy("The person’s agreement to share their details ends in two weeks."),
        gettext_lazy(
            "Ask them whether they still agree, and record it. Without that, nothing more can be"
            " shared; what has been shared stays until it is closed."
        ),
    ),
    DELETION: (
        gettext_lazy("%(reference)s: have you deleted your copies?"),
        gettext_lazy("The person took back their agreement a week ago."),
        gettext_lazy("Delete what you have of it, and say so on its page."),
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
                "link": _link(template, referral, network=reader.network_slug),
            },
        )


def _link(template: str, referral: Referral, *, network: str) -> str:
    if template == RENEWAL:
        key = referral.assessment_id
        return link_to("referrals:agreement", network=network, assessment_id=key)
    return link_to("referrals:detail", network=network, reference=referral.reference)


def register() -> None:
    for template in _WORDS:
        registry.register(template, partial(written_by, template))
