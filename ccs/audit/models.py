"""Who did and who read what. Append-only, and without foreign keys: it outlives its subjects."""

from django.db import models

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
                    " ELSE {role} = 'coordinator' END"
                ),
                # Nobody writes down what another person did.
                insert="CASE WHEN {user} IS NULL THEN true ELSE {t}.user_id = {user} END",
            )
        ]
        indexes = [
            models.Index(fields=["network_id", "subject_id", "at"], name="audit_subject"),
            models.Index(fields=["network_id", "member_id", "at"], name="audit_member"),
        ]
