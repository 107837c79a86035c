"""What a service would see that the desk sends something to, and whom the desk has asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.ui import moments
from networks.networks.queries import network_by_id
from organisations.directory.models import Service
from organisations.members.presenters import full_name
from referrals.clients.models import Share
from referrals.consent.why import WhyShared, why_shared
from referrals.desk.models import Offer
from referrals.desk.rules import items_for
from referrals.referrals.queries import Letter


@dataclass(frozen=True, slots=True)
class Placing:
    """`will_happen` are sentences."""

    why: WhyShared
    will_happen: list[str]


def placing_of(
    service: Service, *, share: Share | None, letter: Letter, network_id: UUID
) -> Placing:
    team = full_name(service.team)
    return Placing(
        why=why_shared(
            letter.consent,
            to=[_("%(service)s, %(team)s") % {"service": service.name, "team": team}],
            items=items_for(service.information_needed, held=share.items if share else ()),
            network=network_by_id(network_id),
        ),
        will_happen=[
            _("%(team)s is told at once, and has the usual time to answer.") % {"team": team},
            _("The team that asked sees where it went."),
            _("The desk no longer sees the person’s name or story."),
        ],
    )


def offers_shown(offers: Iterable[Offer], *, now: datetime) -> list[dict[str, str]]:
    """Who was asked whether they can help, and what they said; the last first."""
    return [
        {
            "service": offer.service.name,
            "team": full_name(offer.team),
            "said": _said(offer, now),
        }
        for offer in offers
    ]


def _said(offer: Offer, now: datetime) -> str:
    if offer.answer:
        return str(Offer.Answer(offer.answer).label)
    by = {"when": moments.by(offer.answer_by, now)}
    late = offer.answer_by < now
    return (_("Not answered: %(when)s") if late else _("To answer %(when)s")) % by
