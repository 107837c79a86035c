"""Work that somebody paid for: how much, for what, in which year, and whom it reached."""

from django.db import models

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.workstreams.rules import Focus
from organisations.members.models import Sector

_BY_DESK = "{role} = 'coordinator'"


class Workstream(TenantModel):
    """Money in whole pounds. `leverage` is what came in from elsewhere because of it."""

    name = models.CharField(max_length=120)
    focus = models.CharField(max_length=16, choices=Focus.choices)
    # The programme year that began in October of this year.
    year = models.PositiveSmallIntegerField()
    organisation = tenant_key("organisations.Organisation", null=True)
    organisation_name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    amount = models.PositiveIntegerField()
    leverage = models.PositiveIntegerField(default=0)
    # Nothing until somebody has counted.
    reached = models.PositiveIntegerField(null=True)
    notes = models.TextField(blank=True)
    written_by = WorkerName(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "name",
            "focus",
            "year",
            "organisation_name",
            "sector",
            "amount",
            "leverage",
            "reached",
            "notes",
            "created_at",
            "changed_at",
            "removed_at",
        ],
        "redact": ["written_by"],
    }

    class Meta:
        constraints = walled(
            "workstream",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="workstream_wall",
                of_worker={"written_by": ""},
                read="{role} IN ('coordinator', 'analyst', 'system')",
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=[
                    "name",
                    "focus",
                    "year",
                    "organisation",
                    "organisation_name",
                    "sector",
                    "amount",
                    "leverage",
                    "reached",
                    "notes",
                    "changed_at",
                    "removed_at",
                ],
            ),
        )
        indexes = [models.Index(fields=["network", "-year", "name"], name="workstream_by_year")]
