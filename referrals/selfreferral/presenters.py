"""What somebody is told who has asked for themselves: once, and nowhere to look it up again."""

from dataclasses import dataclass
from datetime import datetime

from ccs.ui import moments, phones
from networks.networks.models import Network
from networks.networks.queries import working_hours
from referrals.clocks.rules import contact_by, respond_by
from referrals.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Asked:
    """The times are those promised at sending: a later look tells nothing more."""

    reference: str
    whom: str
    service: str
    answer: str
    contact: str
    helpline: str
    dial: str


def asked_of(referral: Referral, *, network: Network, now: datetime) -> Asked:
    answer, contact = _promised(referral, network, now)
    phone = network.helpline_phone
    return Asked(
        reference=referral.reference,
        whom=referral.to_name,
        service=referral.service_name,
        answer=moments.by(answer, now),
        contact=moments.by(contact, now),
        helpline=phones.shown(phone) if phone else "",
        dial=phone.replace(" ", ""),
    )


def _promised(referral: Referral, network: Network, now: datetime) -> tuple[datetime, datetime]:
    hours, standards = working_hours(network), network.standards
    sent, urgency = referral.sent_at or now, referral.urgency
    answer = respond_by(sent, urgency=urgency, standards=standards, hours=hours)
    return answer, contact_by(answer, urgency=urgency, standards=standards, hours=hours)
