"""How far a network has come, dated, and who says so. Only added; what was wrong is taken back."""

from django.db import models

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import IN_NETWORK

_BY_DESK = "{role} = 'coordinator'"


class NetworkStage(TenantModel):
    """The stage a network has reached since a day."""

    stage = models.CharField(max_length=20)
    since = models.DateField()
    said_by = WorkerName(max_length=120)
    why = models.TextField()
    recorded_by = WorkerName(max_length=120)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    retention = {
        "keep": ["stage", "since", "why", "recorded_at", "taken_back_at"],
        "redact": ["said_by", "recorded_by"],
    }

    class Meta:
        constraints = walled(
            "networkstage",
            wall=Wall(
                name="networkstage_wall",
                of_worker={"recorded_by": "", "said_by": ""},
                read=IN_NETWORK,
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=["taken_back_at"],
            ),
        )
        indexes = [
            models.Index(fields=["network", "-since", "-recorded_at"], name="networkstage_latest")
        ]


class CoordinationLevel(TenantModel):
    """One feature of coordination on a day. Those of one day and hand are one assessment."""

    criterion = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    words = models.TextField(blank=True)
    said_by = WorkerName(max_length=120)
    recorded_by = WorkerName(max_length=120)
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "criterion",
            "level",
            "assessed_on",
            "words",
            "recorded_at",
            "taken_back_at",
        ],
        "redact": ["said_by", "recorded_by"],
    }

    class Meta:
        constraints = walled(
            "coordinationlevel",
            wall=Wall(
                name="coordinationlevel_wall",
                of_worker={"recorded_by": "", "said_by": ""},
                read="{role} IN ('coordinator', 'analyst', 'system')",
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=["taken_back_at"],
            ),
            extra=[
                models.CheckConstraint(
                    condition=models.Q(level__lte=3), name="coordinationlevel_one_of_four"
                )
            ],
        )
        indexes = [
            models.Index(fields=["network", "-assessed_on"], name="coordinationlevel_latest")
        ]
