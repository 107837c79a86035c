"""Who did and who read what. Append-only, and without foreign keys: it outlives its subjects."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall


class AuditRecord(models.Model):
    """For investigation only; no page of a referral reads it. Holds ids and codes, never text."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network_id = models.UUIDField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    user_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True)
    key_id = models.UUIDField(null=True)
    # Where whoever did it works: by them their managers find it, and others know the name alone.
    organisation_ids = ArrayField(models.UUIDField(), default=list)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    reason = models.CharField(max_length=60, blank=True)
    request_id = models.CharField(max_length=64, blank=True)

    retention = {
        "keep": [
            "at",
            "action",
            "user_id",
            "member_id",
            "key_id",
            "organisation_ids",
            "subject_kind",
            "subject_id",
            "reason",
            "request_id",
        ]
    }

    class Meta:
        constraints = [
            Wall(
                name="audit_wall",
                # The custodian of one person tells them who read what is held about them.
                read=(
                    "CASE WHEN {role} = 'custodian' THEN {person} IS NOT NULL"
                    " WHEN {role} IN ('coordinator', 'system') THEN true"
                    # A manager: what the people of their own organisations did.
                    " ELSE {t}.organisation_ids && {managed} END"
                ),
                # Nobody writes down what another person did.
                insert="CASE WHEN {user} IS NULL THEN true ELSE {t}.user_id = {user} END",
            )
        ]
        indexes = [
            models.Index(fields=["network_id", "subject_id", "at"], name="audit_subject"),
            models.Index(fields=["network_id", "member_id", "at"], name="audit_member"),
            models.Index(
                fields=["network_id", "key_id", "at"],
                condition=Q(key_id__isnull=False),
                name="audit_key",
            ),
            # Rows are only ever added: a day's are together, and this costs a writer nothing.
            BrinIndex(fields=["at"], name="audit_day"),
        ]


class AuditSeal(models.Model):
    """How many rows a day's audit has, and a digest of them: what a restored copy must come to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network_id = models.UUIDField()
    day = models.DateField()
    rows = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    retention = {"keep": ["day", "rows", "digest", "sealed_at"]}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network_id", "day"], name="auditseal_once"),
            Wall(
                name="auditseal_wall",
                read="{role} IN ('coordinator', 'system')",
                insert="{role} = 'system'",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.rows}"
