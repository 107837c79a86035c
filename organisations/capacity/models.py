"""Whether a service can take a referral today, and what could not be sent because it could not."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.directory.models import BY_TEAM_OF_SERVICE
from organisations.members.models import BY_COORDINATORS, BY_MEMBERS, IN_NETWORK


class Capacity(TenantModel):
    """Apart from the service, so that a tap changes a narrow row that senders can lock."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")

    service = tenant_key(
        "organisations.Service", related_name="capacities", on_delete=models.CASCADE
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = tenant_key("organisations.Membership", null=True, blank=True)

    retention = {"keep": ["state", "reason", "set_at"]}

    class Meta:
        constraints = walled(
            "capacity",
            keys={"service": "organisations.Service", "set_by": "organisations.Membership"},
            # Senders lock the row of another team's service, which asks `update` alone; what
            # they may not do is change it, which asks `after` too.
            wall=Wall(
                name="capacity_wall",
                read=IN_NETWORK,
                insert=BY_TEAM_OF_SERVICE,
                update=BY_MEMBERS,
                after=BY_TEAM_OF_SERVICE,
                changes=["state", "reason", "set_at", "set_by"],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "service"], name="capacity_once"),
                models.CheckConstraint(
                    condition=~Q(state="paused") | ~Q(reason=""), name="capacity_paused_says_why"
                ),
            ],
        )


class UnmetDemand(TenantModel):
    """A referral that could not be sent because the service was paused. No person in it."""

    service = tenant_key("organisations.Service")
    team = tenant_key("organisations.Team")
    needs = ArrayField(models.CharField(max_length=30))
    reason = models.CharField(max_length=20)
    at = models.DateTimeField()

    retention = {"keep": ["needs", "reason", "at"]}

    class Meta:
        constraints = walled(
            "unmetdemand",
            keys={"service": "organisations.Service", "team": "organisations.Team"},
            wall=Wall(
                name="unmetdemand_wall",
                read=BY_COORDINATORS,
                insert="CASE WHEN {role} = 'system' THEN true ELSE {t}.team_id = ANY ({teams}) END",
            ),
        )
        indexes = [models.Index(fields=["network", "at"], name="unmetdemand_by_time")]
