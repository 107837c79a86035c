"""What stood out in the audit, for the manager of whoever read, and what the manager said of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled

_THEIR_MANAGER = (
    "CASE WHEN {t}.for_desk THEN {role} = 'coordinator'"
    " ELSE {t}.organisation_id = ANY ({managed}) END"
)


class WhatStoodOut(models.TextChoices):
    """Why a day's reading was flagged. None of them says that anybody did wrong."""

    MANY = "many", _("Many records in one hour")
    NIGHT = "night", _("Records read at night")
    OWN_NAME = "own_name", _("A person with the same family name")
    LONG_CLOSED = "long_closed", _("Referrals that ended long ago")
    # Told at once, and not found in the night.
    EMERGENCY = "emergency", _("A letter read in an emergency")


class Found(models.TextChoices):
    """What the manager says about it."""

    RIGHT = "right", _("This was right")
    LOOKING = "looking", _("I am looking into it")
    WRONG = "wrong", _("This was not right, and I have acted on it")


class UnusualReading(TenantModel):
    """One kind of one member's day. Ids, times and counts: nothing of whom they read about."""

    member = tenant_key("organisations.Membership")
    organisation = tenant_key("organisations.Organisation", null=True)
    # Nobody but themselves manages there, or they work for no organisation: the desk looks.
    for_desk = models.BooleanField(default=False)
    kind = models.CharField(max_length=12, choices=WhatStoodOut.choices)
    emergency = tenant_key("referrals.EmergencyReading", null=True, on_delete=models.CASCADE)
    day = models.DateField()
    count = models.PositiveIntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Found.choices, blank=True)
    note = models.TextField(blank=True)
    answered_by = tenant_key("organisations.Membership", null=True)
    answered_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "for_desk",
            "kind",
            "day",
            "count",
            "first_at",
            "last_at",
            "found_at",
            "answer",
            "answered_at",
        ],
        "redact": ["note"],
    }

    class Meta:
        constraints = walled(
            "unusualreading",
            keys={
                "member": "organisations.Membership",
                "organisation": "organisations.Organisation",
                "answered_by": "organisations.Membership",
                "emergency": "referrals.EmergencyReading",
            },
            cascade=["emergency"],
            wall=Wall(
                name="unusualreading_wall",
                read=(
                    "CASE WHEN {role} IN ('coordinator', 'system') THEN true"
                    f" ELSE {_THEIR_MANAGER} END"
                ),
                insert="{role} = 'system'",
                update=_THEIR_MANAGER,
                changes=["answer", "note", "answered_by", "answered_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "member", "organisation", "kind", "day", "emergency"],
                    nulls_distinct=False,
                    name="unusualreading_once",
                ),
                models.CheckConstraint(
                    condition=Q(organisation__isnull=False) | Q(for_desk=True),
                    name="unusualreading_has_a_reader",
                ),
                models.CheckConstraint(
                    condition=Q(kind="emergency", emergency__isnull=False)
                    | ~Q(kind="emergency") & Q(emergency=None),
                    name="unusualreading_of_an_emergency",
                ),
            ],
        )
        indexes = [models.Index(fields=["network", "-day"], name="unusualreading_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
