"""Tables about people as they were published: once, and then always the same."""

from django.db import models

from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled


class Publication(TenantModel):
    """One family of tables of one quarter or programme year. Never changed, never made again.

    No hidden number stands here, nor anywhere else once it was counted.
    """

    family = models.CharField(max_length=30)
    first = models.DateField()
    last = models.DateField()
    computed_at = models.DateTimeField()
    # What was written down after this day is not in it.
    counted_on = models.DateField()
    # By the name of the cell: its number, or null where it is hidden. A cell of nobody is absent.
    cells = models.JSONField(default=dict)
    # By the name of a shown cell: what goes with it, such as pounds, as text.
    beside = models.JSONField(default=dict)
    # A keyed hash of all numbers: whether counting again finds the same. It tells none of them.
    seal = models.CharField(max_length=64)

    retention = {
        "keep": ["family", "first", "last", "computed_at", "counted_on", "cells", "beside", "seal"]
    }

    class Meta:
        constraints = walled(
            "publication",
            wall=Wall(
                name="publication_wall",
                read="{role} IN ('system', 'coordinator', 'analyst', 'programme')",
                insert="{role} = 'system'",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "family", "first", "last"], name="publication_once"
                )
            ],
        )
