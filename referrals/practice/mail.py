"""What would have been sent: kept in words, and read by whom it was written to, or about."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from ccs.outbox.keeping import Kept
from ccs.outbox.models import OutboxMessage, RecipientKind
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.models import Kind, Network
from referrals.practice.models import PracticeMail

_READERS = {RecipientKind.MEMBER: "member_id", RecipientKind.CLIENT: "client_id"}


class PracticeKeeper:
    """Of every practice network, whatever the message is and whoever it is for."""

    def keeps(self, network_id: UUID) -> bool:
        return Network.objects.filter(pk=network_id, kind=Kind.PRACTICE).exists()

    def keep(self, row: OutboxMessage, kept: Kept) -> bool:
        reader = _READERS.get(RecipientKind(row.recipient_kind))
        if row.network_id is None or reader is None:
            return False
        mail = PracticeMail(
            id=row.pk,
            network_id=row.network_id,
            channel=row.channel,
            address=kept.address,
            subject=kept.subject[:250],
            text=kept.text,
            at=timezone.now(),
        )
        setattr(mail, reader, row.recipient_id)
        with enter(system(row.network_id)):
            PracticeMail.objects.bulk_create([mail], ignore_conflicts=True)
        return True


def mail_of(actor: Actor) -> QuerySet[PracticeMail]:
    """To oneself, and to the made-up people whose letters one's teams hold; newest first."""
    return PracticeMail.objects.filter(network=actor.network.id).order_by("-at", "-id")
