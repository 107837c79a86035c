"""After sending: who will be in touch, and by when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ccs.ui import moments, phones
from networks.networks.models import Network
from networks.networks.queries import working_hours
from organisations.needs.rules import need_labels
from referrals.clocks.rules import contact_by
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import page_of_referral, receiver_of, tag_of
from referrals.referrals.rules import Status


@dataclass(frozen=True, slots=True)
class Sent:
    """One referral in finished sentences."""

    reference: str
    href: str
    service: str
    whom: str
    phone: str
    tag: dict[str, str]
    expect: str


def sent_of(referrals: list[Referral], *, name: str, network: Network, now: datetime) -> list[Sent]:
    return [_one(referral, name, network, now) for referral in referrals]


def _one(referral: Referral, name: str, network: Network, now: datetime) -> Sent:
    asked = referral.to_team or referral.desk_team
    phone = asked.phone if asked else ""
    due = _contact_due(referral, network)
    return Sent(
        reference=referral.reference,
        href=page_of_referral(network.slug, referral.reference),
        service=referral.service_name or ", ".join(need_labels(referral.needs)),
        whom=receiver_of(referral),
        phone=phones.shown(phone) if phone else "",
        tag=tag_of(referral.status),
        expect=_expect(referral, name, due, now),
    )


def _contact_due(referral: Referral, network: Network) -> datetime | None:
    """When they should call: promised once accepted, else what answering in time would lead to.

    Of the desk, by when it has asked somebody.
    """
    due = referral.next_action_at
    if due and referral.status == Status.SENT:
        hours = working_hours(network)
        return contact_by(due, urgency=referral.urgency, standards=network.standards, hours=hours)
    return due if referral.status in (Status.ACCEPTED, Status.WITH_BROKER) else None


def _expect(referral: Referral, name: str, due: datetime | None, now: datetime) -> str:
    if referral.status == Status.SENT and referral.next_action_at and due:
        words = {"answer": moments.by(referral.next_action_at, now), "name": name}
        return _("They answer you %(answer)s. If they accept, they contact %(name)s %(by)s.") % {
            **words,
            "by": moments.by(due, now),
        }
    if due and referral.status == Status.WITH_BROKER:
        return _("The desk looks for somebody who can help, %(by)s.") % {"by": moments.by(due, now)}
    if due:
        return _("They have accepted. They contact %(name)s %(by)s.") % {
            "name": name,
            "by": moments.by(due, now),
        }
    return ""
