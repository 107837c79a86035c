"""What happened, counted: facts of envelopes as they are written, and the sums of them.

A database trigger (migration `0002_facts`) adds what a referral or a row of history is counted as
in the transaction that writes it. Nothing here is about a person.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled

_BY_SYSTEM = "{t}.network_id = {network} AND {role} = 'system'"
# The programme counts live networks only: what people practise with never happened.
_COUNTED = (
    "CASE WHEN {role} = 'programme' THEN {t}.network_id IN"
    " (SELECT n.id FROM networks_network n WHERE n.kind = 'live')"
    f" ELSE {_BY_SYSTEM} END"
)
_LONGEST = 40


def _network() -> models.ForeignKey[Any, Any]:
    """Written much and found by longer indexes: one of its own would only be kept up to date."""
    return models.ForeignKey("networks.Network", models.PROTECT, related_name="+", db_index=False)


class Fact(TenantModel):
    """One fact that came (`n` 1) or went (-1); `folded` once the sums of its month hold it.

    Ids stand alone: a fact outlives what it points to, and no delete has to look here.
    """

    network = _network()
    measure = models.CharField(max_length=10)
    day = models.DateField()
    from_organisation_id = models.UUIDField(null=True)
    to_organisation_id = models.UUIDField(null=True)
    from_team_id = models.UUIDField(null=True)
    to_team_id = models.UUIDField(null=True)
    service_id = models.UUIDField(null=True)
    from_sector = models.CharField(max_length=20)
    to_sector = models.CharField(max_length=20)
    from_type = models.CharField(max_length=_LONGEST)
    to_type = models.CharField(max_length=_LONGEST)
    from_scheme = models.CharField(max_length=_LONGEST)
    to_scheme = models.CharField(max_length=_LONGEST)
    needs = ArrayField(models.CharField(max_length=30))
    urgency = models.CharField(max_length=8)
    reason = models.CharField(max_length=24)
    minutes = models.IntegerField(null=True)
    in_time = models.BooleanField(null=True)
    n = models.SmallIntegerField()
    folded = models.BooleanField()

    retention = {
        "keep": [
            "measure",
            "day",
            "from_organisation_id",
            "to_organisation_id",
            "from_team_id",
            "to_team_id",
            "service_id",
            "from_sector",
            "to_sector",
            "from_type",
            "to_type",
            "from_scheme",
            "to_scheme",
            "needs",
            "urgency",
            "reason",
            "minutes",
            "in_time",
            "n",
            "folded",
        ]
    }

    class Meta:
        constraints = walled(
            "fact",
            wall=Wall(
                name="fact_wall",
                networked=False,
                read=_COUNTED,
                # Whoever writes a referral writes what it counts as: the trigger does.
                insert=(
                    "{t}.network_id = {network} AND {role} IN ('member', 'coordinator', 'system')"
                ),
                update=_BY_SYSTEM,
                changes=["folded"],
                delete=_BY_SYSTEM,
            ),
        )
        indexes = [
            models.Index(fields=["network", "measure", "day"], name="fact_by_day"),
            models.Index(fields=["network"], condition=Q(folded=False), name="fact_to_fold"),
        ]


class RollUp(TenantModel):
    """How many facts of one month share these keys: those of its `cube` (`cubes.py`)."""

    network = _network()
    cube = models.CharField(max_length=10)
    measure = models.CharField(max_length=10)
    month = models.DateField()
    keys = ArrayField(models.CharField(max_length=_LONGEST))
    n = models.BigIntegerField()

    retention = {"keep": ["cube", "measure", "month", "keys", "n"]}

    class Meta:
        constraints = walled(
            "rollup",
            wall=Wall(
                name="rollup_wall",
                networked=False,
                read=_COUNTED,
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["n"],
                delete=_BY_SYSTEM,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "cube", "measure", "month", "keys"],
                    name="rollup_once",
                )
            ],
        )
        indexes = [
            # When one organisation was last seen, without all the others (`latest.py`).
            models.Index(
                F("network"),
                F("cube"),
                F("keys__0"),
                F("month"),
                condition=Q(cube__in=["senders", "receivers"]),
                name="rollup_by_organisation",
            )
        ]
