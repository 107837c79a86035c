"""What lay in somebody's mailbox: references, and links by which one looks and answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ccs.outbox.models import RecipientKind
from ccs.outbox.queries import sent_to
from ccs.tenancy.context import enter, system
from referrals.audit.exposure import Account
from referrals.links.models import AnswerLink
from referrals.referrals.models import Referral, ReferralEvent


@dataclass(frozen=True, slots=True)
class InMailbox:
    """`emails` about something of this network; `links` that worked, `used` in that time."""

    emails: int
    references: list[str]
    links: int
    used: int


def in_mailbox(
    account: Account, *, network_id: UUID, since: datetime, until: datetime
) -> InMailbox | None:
    """Of a member, who has one; as the system, because a link is its reader's and nobody else's.

    The caller has shown that they may look at this member.
    """
    if account.kind != "membership":
        return None
    with enter(system(network_id)):
        sent = list(
            sent_to(
                network_id=network_id, kind=RecipientKind.MEMBER, recipient_id=account.id
            ).filter(sent_at__gte=since, sent_at__lte=until)
        )
        links = AnswerLink.objects.filter(
            network=network_id, member=account.id, made_at__lte=until, expires_at__gte=since
        )
        # After its answer a link is of no use.
        worked = list(links.exclude(used_at__lt=since).values_list("referral_id", "used_at"))
        about = {row.subject_id for row in sent} | {referral for referral, _used in worked}
        events = ReferralEvent.objects.filter(pk__in=[row.event_id for row in sent])
        about |= set(events.values_list("referral_id", flat=True))
        found = Referral.objects.filter(pk__in=about).order_by("reference")
        return InMailbox(
            emails=len(sent),
            references=list(found.values_list("reference", flat=True)),
            links=len(worked),
            used=sum(at is not None and at <= until for _referral, at in worked),
        )
