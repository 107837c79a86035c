"""What a network has changed about itself: who, when, from what to what."""

from django.db import models

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled


class SettingChange(TenantModel):
    """One change of a group of settings. Only ever added: undoing is a change of its own."""

    group = models.CharField(max_length=20)
    # Only what changed, by the name of the field.
    before = models.JSONField()
    after = models.JSONField()
    # The membership, whose table is above this app; the name as it was then.
    made_by = models.UUIDField()
    made_by_name = WorkerName(max_length=120)
    made_at = models.DateTimeField()
    undoes = tenant_key("networks.SettingChange", null=True)

    retention = {
        "keep": ["group", "before", "after", "made_by", "made_at"],
        "redact": ["made_by_name"],
    }

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = walled(
            "settingchange",
            keys={"undoes": "networks.SettingChange"},
            # What a network promises is its members' to know; to change it, the desk's.
            wall=Wall(
                name="settingchange_wall",
                of_worker={"made_by_name": "made_by"},
                read="{role} IN ('member', 'coordinator', 'analyst', 'system')",
                insert="{role} = 'coordinator'",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "undoes"], name="settingchange_undone_once"
                )
            ],
        )
        indexes = [models.Index(fields=["network", "made_at"], name="settingchange_of_network")]
