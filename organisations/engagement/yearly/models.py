"""A figure of a programme year that somebody entered, and everything that was entered before."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled


class YearFigure(TenantModel):
    """Only ever added: the highest `version` of a year and code counts, or none without a value."""

    # The programme year that began in October of this year.
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)
    entered_by = WorkerName(max_length=120)
    entered_at = models.DateTimeField()

    retention = {
        "keep": ["year", "code", "version", "value", "source", "note", "entered_at"],
        "redact": ["entered_by"],
    }

    class Meta:
        constraints = walled(
            "yearfigure",
            wall=Wall(
                name="yearfigure_wall",
                of_worker={"entered_by": ""},
                read="{role} IN ('coordinator', 'analyst', 'system')",
                insert="{role} = 'coordinator'",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "year", "code", "version"], name="yearfigure_once"
                ),
                models.CheckConstraint(
                    condition=Q(version__gte=1) & (Q(value=None) | Q(value__gte=0)),
                    name="yearfigure_from_one_and_not_below_nothing",
                ),
            ],
        )
