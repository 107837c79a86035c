"""What the network learns from what it is told: notes, their quotes and their history."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.learning.rules import Happened, NoteState

_READ = (
    "CASE WHEN {role} IN ('system', 'coordinator') THEN true"
    " WHEN {t}.state = 'public' THEN true"
    " ELSE {t}.state = 'members' AND {role} IN ('member', 'analyst') END"
)
_OF_A_NOTE = "EXISTS (SELECT 1 FROM referrals_learningnote n WHERE n.id = {t}.note_id)"
_BY_THE_DESK = "{role} = 'coordinator'"


class LearningNote(TenantModel):
    """What we heard, and what we changed because of it. No person's name belongs in it."""

    title = models.CharField(max_length=120)
    heard = models.TextField()
    changed = models.TextField(blank=True)
    language = models.CharField(max_length=5, default="en")
    # From when to when it was heard, and when the change began.
    heard_from = models.DateField(null=True)
    heard_until = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    patterns = ArrayField(models.CharField(max_length=16), default=list)
    state = models.CharField(max_length=8, choices=NoteState.choices, default=NoteState.DRAFT)
    authors = ArrayField(WorkerName(max_length=120), default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "title",
            "heard",
            "changed",
            "language",
            "heard_from",
            "heard_until",
            "changed_on",
            "patterns",
            "state",
            "created_at",
            "changed_at",
            "published_at",
        ],
        "redact": ["authors"],
    }

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = walled(
            "learningnote",
            wall=Wall(
                name="learningnote_wall",
                of_worker={"authors": "[]"},
                read=_READ,
                insert=_BY_THE_DESK,
                update=_BY_THE_DESK,
                changes=[
                    "title",
                    "heard",
                    "changed",
                    "language",
                    "heard_from",
                    "heard_until",
                    "changed_on",
                    "patterns",
                    "state",
                    "authors",
                    "changed_at",
                    "published_at",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(state="draft") | Q(published_at__isnull=False),
                    name="learningnote_published_at_a_time",
                )
            ],
        )
        indexes = [models.Index(fields=["network", "-published_at"], name="learningnote_published")]


class NoteQuote(TenantModel):
    """A quote in a note: it points to the words and never holds them, so that they can go."""

    note = tenant_key("referrals.LearningNote", related_name="quotes")
    # Taken back by the person, it takes this with it: the database's own key does that.
    quote = tenant_key("referrals.Quote", on_delete=models.DO_NOTHING)
    # What would say who it was, left out when it is shown.
    left_out = ArrayField(models.CharField(max_length=80), default=list)
    added_at = models.DateTimeField()

    retention = {"keep": ["added_at"], "delete": ["left_out"]}

    class Meta:
        ordering = ["added_at", "id"]
        constraints = walled(
            "notequote",
            keys={"note": "referrals.LearningNote", "quote": "referrals.Quote"},
            cascade=["quote"],
            wall=Wall(
                name="notequote_wall",
                read=_OF_A_NOTE,
                insert=_BY_THE_DESK,
                update=_BY_THE_DESK,
                changes=["left_out"],
                delete=_BY_THE_DESK,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "note", "quote"], name="notequote_once_per_note"
                )
            ],
        )
        indexes = [models.Index(fields=["quote"], name="notequote_of_quote")]


class NoteEvent(TenantModel):
    """What somebody did with a note; with the words as they then were."""

    note = tenant_key("referrals.LearningNote", related_name="events")
    kind = models.CharField(max_length=16, choices=Happened.choices)
    at = models.DateTimeField()
    by_name = WorkerName(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    heard = models.TextField(blank=True)
    changed = models.TextField(blank=True)

    retention = {"keep": ["kind", "at", "title", "heard", "changed"], "redact": ["by_name"]}

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "noteevent",
            keys={"note": "referrals.LearningNote"},
            wall=Wall(
                name="noteevent_wall",
                of_worker={"by_name": ""},
                read="{role} IN ('system', 'coordinator')",
                insert=_BY_THE_DESK,
            ),
        )
        indexes = [models.Index(fields=["note", "at", "id"], name="noteevent_of_note")]
