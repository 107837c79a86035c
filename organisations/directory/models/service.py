"""What a team offers, named and shaped as Open Referral UK has it (HSDS-UK 3.0)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.directory.models.walls import BY_TEAM, part, read
from organisations.directory.rules import Attending, Audience, Route

# What its page may change: all but whose it is.
_SERVICE_FIELDS = [
    "name",
    "description",
    "status",
    "audience",
    "route",
    "scheme",
    "url",
    "fees",
    "how_to_apply",
    "alert",
    "self_referral",
    "languages",
    "attending",
    "accessibility",
    "response_time",
    "referrer_contact",
    "information_needed",
    "changed_at",
    "checked_at",
    "asked_at",
]


class Service(TenantModel):
    """What a team offers. `information_needed` are the optional answers its referrals carry.

    `checked_at` is when its team last said that this is still right, `asked_at` when it was
    last asked.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    team = tenant_key("organisations.Team", related_name="services")
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    route = models.CharField(max_length=10, choices=Route.choices, default=Route.ANYONE)
    scheme = models.CharField(max_length=40, blank=True)
    url = models.URLField(blank=True)
    fees = models.CharField(max_length=200, blank=True)
    how_to_apply = models.TextField(blank=True)
    alert = models.CharField(max_length=200, blank=True)
    self_referral = models.BooleanField(default=False)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    attending = ArrayField(
        models.CharField(max_length=10, choices=Attending.choices), default=list, blank=True
    )
    accessibility = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    response_time = models.CharField(max_length=120, blank=True)
    referrer_contact = models.CharField(max_length=200, blank=True)
    information_needed = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    # English stems, and every word as it stands: Welsh has no stemmer in PostgreSQL.
    search = models.GeneratedField(
        expression=(
            SearchVector("name", weight="A", config="english")
            + SearchVector("description", weight="B", config="english")
            + SearchVector("name", "description", weight="C", config="simple")
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    retention = {"keep": [*_SERVICE_FIELDS, "search"]}

    class Meta:
        ordering = ["name", "id"]
        constraints = walled(
            "service",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="service_wall",
                insert=BY_TEAM,
                update=BY_TEAM,
                # It goes to another team of its organisation when theirs is split or merged.
                changes=[*_SERVICE_FIELDS, "team"],
                read=read("{t}.status = 'published' AND {t}.audience = 'public'"),
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
        "organisations.Service",
        related_name="service_needs",
        on_delete=models.CASCADE,
        db_index=False,
    )
    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")

    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        constraints = part(
            "serviceneed",
            extra=[
                models.UniqueConstraint(
                    fields=["network", "need", "service"], name="serviceneed_once"
                )
            ],
        )
        indexes = [models.Index(fields=["service"], name="serviceneed_of_service")]
