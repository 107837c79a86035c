"""Whose a number is, while an answer from it may come: a keyed hash, never the number."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.walls import Wall

_SYSTEM = "{role} = 'system'"


class TextThread(models.Model):
    """That a text went to a number, about what. Global: an answer names no network.

    Its id is that of the outbox row, so a text that is tried again is one thread.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    number_hash = models.CharField(max_length=64)
    network_id = models.UUIDField()
    client_id = models.UUIDField()
    subject_id = models.UUIDField()
    # Who takes the answer (`ccs.texts.registry`); empty where none is expected.
    reply = models.CharField(max_length=40, blank=True)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    retention = {
        "keep": ["client_id", "subject_id", "reply", "opened_at", "closes_at"],
        "delete": ["number_hash"],
    }

    class Meta:
        constraints = [
            Wall(
                name="textthread_wall",
                networked=False,
                read=_SYSTEM,
                insert=_SYSTEM,
                update=_SYSTEM,
                changes=["number_hash"],
                delete=_SYSTEM,
            )
        ]
        indexes = [models.Index(fields=["number_hash", "opened_at"], name="textthread_by_number")]

    def __str__(self) -> str:
        return f"{self.reply} {self.pk}"


class ReceivedText(models.Model):
    """That a text came in, by its id at Notify, so that it is dealt with once. Global: see above.

    Neither the number nor the words: those go to who takes the answer, or nowhere.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    network_id = models.UUIDField(null=True)
    received_at = models.DateTimeField()

    retention = {"keep": ["received_at"]}

    class Meta:
        constraints = [
            Wall(
                name="receivedtext_wall",
                networked=False,
                read=_SYSTEM,
                insert=_SYSTEM,
                delete=_SYSTEM,
            )
        ]
        indexes = [
            models.Index(
                fields=["received_at"], condition=Q(network_id=None), name="receivedtext_unmatched"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
