"""Emails about a reading in an emergency: a reference and a link, nobody's name."""

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.members.notices import Reader, reader_of
from referrals.audit.models import UnusualReading
from referrals.emergency.telling import TO_LOOK, TO_TEAM
from referrals.referrals.models import Referral


def tells_team(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    referral = Referral.objects.filter(pk=notice.subject_id).first()
    if reader is None or referral is None:
        return None
    with translation.override(reader.language):
        return _written(
            reader,
            referral,
            _("You see their name and team on its page. Please ring them."),
            button=_("Open the referral"),
            link=link_to(
                "referrals:detail", network=reader.network_slug, reference=referral.reference
            ),
        )


def tells_who_looks(notice: Notice) -> Letter | None:
    reader = reader_of(notice.recipient_id)
    rows = UnusualReading.objects.select_related("emergency__referral")
    found = rows.filter(pk=notice.subject_id).first()
    if reader is None or found is None or found.emergency is None:
        return None
    with translation.override(reader.language):
        return _written(
            reader,
            found.emergency.referral,
            _("Its page says who, and why. There a manager says whether it was right."),
            button=_("See who read it, and why"),
            link=link_to(
                "referrals:unusual_reading", network=reader.network_slug, reading_id=found.pk
            ),
        )


def _written(reader: Reader, referral: Referral, then: str, *, button: str, link: str) -> Letter:
    return reader.letter(
        subject=_("%(reference)s was read in an emergency") % {"reference": referral.reference},
        page="report",
        context={
            "lines": [
                _(
                    "Somebody in another team of the organisation has opened this letter, because"
                    " they say that somebody is in danger. They can read it for 24 hours."
                ),
                then,
            ],
            "button": button,
            "link": link,
        },
    )


def register() -> None:
    registry.register(TO_TEAM, tells_team)
    registry.register(TO_LOOK, tells_who_looks)
