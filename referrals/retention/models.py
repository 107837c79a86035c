"""What a night's run found and erased: numbers and days, of nobody in particular."""

from django.db import models

from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled


class RetentionRun(TenantModel):
    """One for each network and night. `erased` grows while the run's people are erased."""

    on = models.DateField()
    at = models.DateTimeField()
    # The limits as they stood that night.
    limits = models.JSONField(default=dict)
    found = models.PositiveIntegerField(default=0)
    erased = models.PositiveIntegerField(default=0)
    # How many were due and are kept, by why; and how much else went, by what it was.
    held = models.JSONField(default=dict)
    swept = models.JSONField(default=dict)

    retention = {"keep": ["on", "at", "limits", "found", "erased", "held", "swept"]}

    class Meta:
        ordering = ["-on"]
        constraints = walled(
            "retentionrun",
            wall=Wall(
                name="retentionrun_wall",
                read="{role} IN ('coordinator', 'system')",
                insert="{role} = 'system'",
                update="{role} = 'system'",
                changes=["at", "limits", "found", "erased", "held", "swept"],
            ),
            extra=[models.UniqueConstraint(fields=["network", "on"], name="retentionrun_once")],
        )
