"""For whom a service is, where they live, and who may refer to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from organisations.directory.models.walls import part


class Eligibility(TenantModel):
    """For whom the service is. Null and empty mean "not said", which matching shows as unknown."""

    service = tenant_key(
        "organisations.Service", related_name="eligibilities", on_delete=models.CASCADE
    )
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    takes_nrpf = models.BooleanField(null=True)
    only_with_children = models.BooleanField(null=True)
    genders = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    tenures = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    immigration = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    on_benefits_only = models.BooleanField(null=True)
    notes = models.TextField(blank=True)

    retention = {
        "keep": [
            "minimum_age",
            "maximum_age",
            "takes_nrpf",
            "only_with_children",
            "genders",
            "tenures",
            "immigration",
            "on_benefits_only",
            "notes",
        ]
    }

    class Meta:
        constraints = part(
            "eligibility",
            extra=[
                models.UniqueConstraint(fields=["network", "service"], name="eligibility_once"),
                models.CheckConstraint(
                    condition=Q(minimum_age=None)
                    | Q(maximum_age=None)
                    | Q(minimum_age__lte=models.F("maximum_age")),
                    name="eligibility_ages_in_order",
                ),
            ],
        )


class ServiceArea(TenantModel):
    """Where the people live whom a service takes: any row that fits is enough."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("The whole network")
        LOCAL_AUTHORITY = "authority", _("A council's area")
        WARD = "ward", _("A ward")
        POSTCODE = "postcode", _("A postcode")

    service = tenant_key(
        "organisations.Service", related_name="areas", on_delete=models.CASCADE, db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=9, blank=True)

    retention = {"keep": ["kind", "code"]}

    class Meta:
        constraints = part(
            "servicearea",
            extra=[
                models.UniqueConstraint(
                    fields=["network", "service", "kind", "code"], name="servicearea_once"
                ),
                models.CheckConstraint(
                    condition=Q(kind="network", code="") | ~Q(kind="network") & ~Q(code=""),
                    name="servicearea_has_code",
                ),
            ],
        )
        indexes = [models.Index(fields=["service"], name="servicearea_of_service")]


class ReferralRoute(TenantModel):
    """Who may refer to a restricted service; under a contract, how many places there are."""

    service = tenant_key("organisations.Service", related_name="routes", on_delete=models.CASCADE)
    organisation = tenant_key("organisations.Organisation", on_delete=models.CASCADE)
    places = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    retention = {"keep": ["places", "starts_on", "ends_on"]}

    class Meta:
        constraints = part(
            "referralroute",
            public="false",
            keys={"organisation": "organisations.Organisation"},
            extra=[
                models.UniqueConstraint(
                    fields=["network", "service", "organisation"], name="referralroute_once"
                )
            ],
        )
