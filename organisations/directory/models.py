"""Services, named and shaped as Open Referral UK has them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

# The people of a team and their manager write about its services.
_BY_TEAM = f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {{t}}.team_id = ANY ({{envelopes}}) END"
BY_TEAM_OF_SERVICE = (
    f"CASE WHEN {BY_COORDINATORS} THEN true ELSE EXISTS (SELECT 1 FROM organisations_service o"
    " WHERE o.id = {t}.service_id AND o.team_id = ANY ({envelopes})) END"
)


class Service(TenantModel):
    """What a team offers. `information_needed` are the optional answers its referrals carry."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    team = tenant_key("organisations.Team", related_name="services")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    scheme = models.CharField(max_length=40, blank=True)
    response_time = models.CharField(max_length=120, blank=True)
    referrer_contact = models.CharField(max_length=200, blank=True)
    information_needed = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    retention = {
        "keep": [
            "name",
            "description",
            "status",
            "scheme",
            "response_time",
            "referrer_contact",
            "information_needed",
        ]
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = walled(
            "service",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="service_wall",
                read=IN_NETWORK,
                insert=_BY_TEAM,
                update=_BY_TEAM,
                changes=[
                    "name",
                    "description",
                    "status",
                    "scheme",
                    "response_time",
                    "referrer_contact",
                    "information_needed",
                ],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "team", "name"], name="service_name_once"
                )
            ],
        )
        indexes = [models.Index(fields=["network", "name", "id"], name="service_by_name")]

    def __str__(self) -> str:
        return self.name


class ServiceNeed(TenantModel):
    """That a service meets a need."""

    service = tenant_key(
        "organisations.Service", related_name="service_needs", on_delete=models.CASCADE
    )
    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")

    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        constraints = walled(
            "serviceneed",
            keys={"service": "organisations.Service"},
            wall=Wall(
                name="serviceneed_wall",
                read=IN_NETWORK,
                insert=BY_TEAM_OF_SERVICE,
                delete=BY_TEAM_OF_SERVICE,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "need", "service"], name="serviceneed_once"
                )
            ],
        )
        indexes = [models.Index(fields=["service"], name="serviceneed_of_service")]
