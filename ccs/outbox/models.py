"""Emails and texts that are owed, as ids: address and words are found when one is sent."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall

WAITING = Q(sent_at=None, failed_at=None, cancelled_at=None)


class RecipientKind(models.TextChoices):
    MEMBER = "member"
    USER = "user"
    CLIENT = "client"  # the person helped
    CONTACT = "contact"  # of an organisation that has no member yet


class Channel(models.TextChoices):
    EMAIL = "email"
    SMS = "sms"


class Delivery(models.TextChoices):
    """What became of a text after it was taken: GOV.UK Notify's own words."""

    DELIVERED = "delivered"
    PERMANENT = "permanent-failure"
    TEMPORARY = "temporary-failure"
    TECHNICAL = "technical-failure"


class OutboxMessage(models.Model):
    """One message to one person about one event. Global, so that one query finds what is due."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network_id = models.UUIDField(null=True)
    template = models.CharField(max_length=60)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.EMAIL)
    recipient_kind = models.CharField(max_length=10, choices=RecipientKind)
    recipient_id = models.UUIDField()
    subject_id = models.UUIDField()
    event_id = models.UUIDField()
    # Fixed here and not at sending: a repeat after a crash is then one email to the mailbox.
    message_id = models.CharField(max_length=200, unique=True)
    # Encrypted, and only for what cannot be looked up later: a sign-in code, an address that is
    # not (or no longer) the person's. Emptied as soon as the row is done.
    sealed = models.TextField(blank=True)
    # When it may be tried. A worker that takes it moves this forward: its lease.
    available_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=40, blank=True)
    # A text's receipt comes long after it was taken: sent, and then perhaps not delivered.
    delivery = models.CharField(max_length=20, choices=Delivery, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    retention = {
        "keep": [
            "template",
            "channel",
            "recipient_kind",
            "recipient_id",
            "subject_id",
            "event_id",
            "message_id",
            "available_at",
            "expires_at",
            "attempts",
            "sent_at",
            "failed_at",
            "cancelled_at",
            "last_error",
            "delivery",
            "created_at",
        ],
        "delete": ["sealed"],
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["template", "event_id", "recipient_kind", "recipient_id", "channel"],
                name="outbox_once_per_event_and_person",
            ),
            models.CheckConstraint(
                condition=WAITING | Q(sealed=""), name="outbox_done_is_unsealed"
            ),
            Wall(
                name="outbox_wall",
                networked=False,
                read="true",
                insert="true",
                update="true",
                delete="true",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "available_at"], condition=WAITING, name="outbox_waiting"
            ),
            models.Index(
                fields=["network_id", "failed_at"],
                condition=Q(failed_at__isnull=False),
                name="outbox_failed",
            ),
            models.Index(
                fields=["recipient_id"],
                condition=Q(recipient_kind=RecipientKind.CLIENT),
                name="outbox_to_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.pk}"
