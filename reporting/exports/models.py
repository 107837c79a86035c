"""A long list on its way to being a file: who asked, how far it is, and the file in parts."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS
from reporting.exports.rules import Format, State

_OWN = "{t}.user_id = {user}"
_BY_SYSTEM = "{role} = 'system'"


class Export(TenantModel):
    """One list that somebody asked for. The file lies in its parts until it expires."""

    # The account, and not the membership alone: the wall asks for nothing else.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_by = tenant_key("organisations.Membership")
    asked_at = models.DateTimeField()
    first = models.DateField()
    last = models.DateField()
    format = models.CharField(max_length=4, choices=Format.choices)
    language = models.CharField(max_length=5)
    # For the desk: with references, days and needs. For an analyst: who asked whom, by months.
    in_full = models.BooleanField()

    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    rows_done = models.PositiveIntegerField(default=0)
    # None until they were counted.
    rows_of = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    # Of a workbook: checksum and length of what was packed so far, as a zip file says them.
    crc = models.PositiveBigIntegerField(default=0)
    unpacked = models.PositiveBigIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "asked_at",
            "first",
            "last",
            "format",
            "language",
            "in_full",
            "state",
            "rows_done",
            "rows_of",
            "size",
            "crc",
            "unpacked",
            "made_at",
            "expires_at",
        ]
    }

    class Meta:
        constraints = walled(
            "export",
            keys={"asked_by": "organisations.Membership"},
            wall=Wall(
                name="export_wall",
                read=f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {_OWN} END",
                insert=(
                    f"{_OWN} AND CASE WHEN {{role}} = 'coordinator' THEN true"
                    " ELSE {role} = 'analyst' AND NOT {t}.in_full END"
                ),
                update=f"CASE WHEN {_BY_SYSTEM} THEN true ELSE {_OWN} END",
                changes=[
                    "state",
                    "rows_done",
                    "rows_of",
                    "size",
                    "crc",
                    "unpacked",
                    "made_at",
                    "expires_at",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    condition=models.Q(first__lte=models.F("last")), name="export_first_to_last"
                )
            ],
        )
        indexes = [models.Index(fields=["network", "-asked_at", "-id"], name="export_newest")]


class ExportPart(TenantModel):
    """First which rows, then what they are in the file. Only who asked reads what is in it."""

    export = tenant_key("reporting.Export", related_name="parts")
    number = models.PositiveIntegerField()
    ids = ArrayField(models.UUIDField(), default=list)
    # None until it was written.
    content = models.BinaryField(null=True)

    retention = {"keep": ["number", "ids", "content"]}

    class Meta:
        constraints = walled(
            "exportpart",
            keys={"export": "reporting.Export"},
            wall=Wall(
                name="exportpart_wall",
                read=(
                    f"CASE WHEN {_BY_SYSTEM} THEN true ELSE EXISTS"
                    " (SELECT 1 FROM reporting_export e WHERE e.id = {t}.export_id"
                    " AND e.user_id = {user}) END"
                ),
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["ids", "content"],
                delete=_BY_SYSTEM,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "export", "number"], name="exportpart_number_once"
                )
            ],
        )
