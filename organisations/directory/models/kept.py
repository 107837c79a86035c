"""What the directory remembers of its services: changes, origins, how they answer."""

from django.db import models

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.directory.models.walls import BY_TEAM_OF_SERVICE
from organisations.members.models import BY_COORDINATORS, IN_NETWORK


class ServiceChange(TenantModel):
    """What was changed on a service's page, by whom: only ever added."""

    service = tenant_key(
        "organisations.Service", related_name="changes", on_delete=models.CASCADE, db_index=False
    )
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    by_name = WorkerName(max_length=120)
    what = models.JSONField(default=list)

    retention = {"keep": ["at", "actor_id", "what"], "redact": ["by_name"]}

    class Meta:
        ordering = ["-at", "-id"]
        constraints = walled(
            "servicechange",
            keys={"service": "organisations.Service"},
            wall=Wall(
                name="servicechange_wall",
                of_worker={"by_name": "actor_id"},
                read=IN_NETWORK,
                insert=BY_TEAM_OF_SERVICE,
            ),
        )
        indexes = [models.Index(fields=["service", "at"], name="servicechange_of_service")]


class ExternalId(TenantModel):
    """What an import called an object, so that importing again changes it instead of adding it."""

    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    object_id = models.UUIDField()

    retention = {"keep": ["source", "kind", "external_id", "object_id"]}

    class Meta:
        constraints = walled(
            "externalid",
            wall=Wall(
                name="externalid_wall",
                read=BY_COORDINATORS,
                insert=BY_COORDINATORS,
                delete=BY_COORDINATORS,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "source", "kind", "external_id"], name="externalid_once"
                )
            ],
        )


class ReplyFigure(TenantModel):
    """How soon and how often an organisation, or one of its services, answered lately.

    Counted by the scheduler from envelopes that its readers may not see one by one: the last
    90 days. `typical_minutes` is the median of working time to the first answer.
    """

    organisation = tenant_key("organisations.Organisation", on_delete=models.CASCADE)
    service = tenant_key("organisations.Service", null=True, on_delete=models.CASCADE)
    answered = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    typical_minutes = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField()

    retention = {"keep": ["answered", "accepted", "typical_minutes", "counted_at"]}

    class Meta:
        constraints = walled(
            "replyfigure",
            keys={"organisation": "organisations.Organisation", "service": "organisations.Service"},
            wall=Wall(
                name="replyfigure_wall",
                read=IN_NETWORK,
                insert="{role} = 'system'",
                delete="{role} = 'system'",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "organisation", "service"],
                    nulls_distinct=False,
                    name="replyfigure_once",
                )
            ],
        )
