"""What the desk asks a team: what for, how soon, and nothing about the person."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ccs.ui import moments
from referrals.desk.models import Offer
from referrals.referrals.presenters.wording import needs_in_words, urgency_in_words


@dataclass(frozen=True, slots=True)
class OfferShown:
    """`over` says what became of it, empty while it waits."""

    title: str
    rows: list[tuple[str, str]]
    over: str


def show_offer(offer: Offer, *, now: datetime) -> OfferShown:
    return OfferShown(
        title=_("Can you help? %(needs)s") % {"needs": needs_in_words(offer.needs)},
        rows=[
            (_("How soon"), urgency_in_words(offer.urgency)),
            (_("Service"), offer.service.name),
            (_("Your team"), offer.team.name),
            (_("Answer"), moments.by(offer.answer_by, now)),
        ],
        over=str(Offer.Answer(offer.answer).label) if offer.answer else "",
    )
