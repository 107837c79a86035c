"""What happened before the network used this system: without a person in it.

Of the rows of one `org_id` or `referral_id` that one counts which no import has replaced.
"""

from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled

_READ = "{role} IN ('system', 'coordinator')"
_WRITE = "{role} IN ('system', 'coordinator')"
_ID = 100


class HistoryImport(TenantModel):
    """Two files, brought in at once; taken back whole."""

    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = WorkerName(max_length=120, blank=True)
    # By file: how many rows were new, changed and as they were before.
    counts = models.JSONField(default=dict)
    undo_asked_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.UUIDField(null=True)
    undone_by_name = WorkerName(max_length=120, blank=True)

    retention = {
        "keep": ["at", "by_id", "counts", "undo_asked_at", "undone_at", "undone_by_id"],
        "redact": ["by_name", "undone_by_name"],
    }

    class Meta:
        constraints = walled(
            "historyimport",
            wall=Wall(
                name="historyimport_wall",
                of_worker={"by_name": "by_id", "undone_by_name": "undone_by_id"},
                read=_READ,
                insert=_WRITE,
                update=_WRITE,
                changes=["counts", "undo_asked_at", "undone_at", "undone_by_id", "undone_by_name"],
            ),
        )
        indexes = [models.Index(fields=["network", "-at"], name="historyimport_newest")]


class HistoryOrganisation(TenantModel):
    """A member as an older system knew it.

    `key` is who it is in figures: a live member's id, where it is one, or an id of its own that
    every import makes the same.
    """

    batch = tenant_key("reporting.HistoryImport")
    org_id = models.CharField(max_length=_ID)
    key = models.UUIDField()
    # Whether `key` is a live member's.
    is_member = models.BooleanField(default=False)
    name = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=20)
    type = models.CharField(max_length=40, blank=True)
    registered_on = models.DateField()
    left_on = models.DateField(null=True)
    teams = models.PositiveIntegerField(null=True)
    can_receive = models.BooleanField(null=True)
    replaced_by = tenant_key("reporting.HistoryImport", null=True)

    retention = {
        "keep": [
            "org_id",
            "key",
            "is_member",
            "name",
            "sector",
            "type",
            "registered_on",
            "left_on",
            "teams",
            "can_receive",
        ]
    }

    class Meta:
        constraints = walled(
            "historyorganisation",
            keys={"batch": "reporting.HistoryImport", "replaced_by": "reporting.HistoryImport"},
            wall=Wall(
                name="historyorganisation_wall",
                read=_READ,
                insert=_WRITE,
                update=_WRITE,
                changes=["replaced_by"],
                delete=_WRITE,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "org_id"],
                    condition=Q(replaced_by=None),
                    name="historyorganisation_counts_once",
                )
            ],
        )


class HistoryReferral(TenantModel):
    """A referral as an older system knew it: between whom, when, and how it ended."""

    batch = tenant_key("reporting.HistoryImport")
    referral_id = models.CharField(max_length=_ID)
    from_key = models.UUIDField()
    to_key = models.UUIDField()
    from_org = models.CharField(max_length=_ID)
    to_org = models.CharField(max_length=_ID)
    from_team = models.CharField(max_length=120, blank=True)
    to_team = models.CharField(max_length=120, blank=True)
    # Of both sides, as the import that brought it knew them.
    from_sector = models.CharField(max_length=20)
    to_sector = models.CharField(max_length=20)
    from_type = models.CharField(max_length=40, blank=True)
    to_type = models.CharField(max_length=40, blank=True)
    need = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=12)
    outcome = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    replaced_by = tenant_key("reporting.HistoryImport", null=True)

    retention = {
        "keep": [
            "referral_id",
            "from_key",
            "to_key",
            "from_org",
            "to_org",
            "from_team",
            "to_team",
            "from_sector",
            "to_sector",
            "from_type",
            "to_type",
            "need",
            "status",
            "outcome",
            "made_at",
            "accepted_at",
            "ended_at",
        ]
    }

    class Meta:
        constraints = walled(
            "historyreferral",
            keys={"batch": "reporting.HistoryImport", "replaced_by": "reporting.HistoryImport"},
            wall=Wall(
                name="historyreferral_wall",
                read=_READ,
                insert=_WRITE,
                update=_WRITE,
                changes=["replaced_by"],
                delete=_WRITE,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral_id"],
                    condition=Q(replaced_by=None),
                    name="historyreferral_counts_once",
                )
            ],
        )


class HistoryUpload(TenantModel):
    """Two files, or one, between being chosen and being brought in; gone when that is over."""

    class State(models.TextChoices):
        CHECKING = "checking"
        CHECKED = "checked"
        WRONG = "wrong"
        IMPORTING = "importing"
        DONE = "done"

    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKING)
    organisations = models.BinaryField(null=True)
    referrals = models.BinaryField(null=True)
    # What the last look at them found: `reports.Report`.
    report = models.JSONField(default=dict)
    batch = tenant_key("reporting.HistoryImport", null=True)

    retention = {
        "keep": ["at", "by_id", "state", "report"],
        "redact": ["by_name"],
        "delete": ["organisations", "referrals"],
    }

    class Meta:
        constraints = walled(
            "historyupload",
            keys={"batch": "reporting.HistoryImport"},
            wall=Wall(
                name="historyupload_wall",
                read=_READ,
                insert=_WRITE,
                update=_WRITE,
                changes=["state", "organisations", "referrals", "report", "batch"],
                delete=_WRITE,
            ),
        )
