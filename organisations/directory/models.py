"""Services, named and shaped as Open Referral UK has them (HSDS-UK 3.0)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.directory.rules import Attending, Audience, Route
from organisations.members.models import BY_COORDINATORS, IN_NETWORK, by_managers

# The people of a team and their manager write about its services.
_BY_TEAM = f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {{t}}.team_id = ANY ({{envelopes}}) END"
BY_TEAM_OF_SERVICE = (
    f"CASE WHEN {BY_COORDINATORS} THEN true ELSE EXISTS (SELECT 1 FROM organisations_service o"
    " WHERE o.id = {t}.service_id AND o.team_id = ANY ({envelopes})) END"
)
# Members see all of their network; the public sees what is published and meant for everybody,
# in the service and in everything that hangs on it: one forgotten filter publishes no refuge.
_OPEN_SERVICE = (
    "EXISTS (SELECT 1 FROM organisations_service p WHERE p.id = {t}.service_id"
    " AND p.network_id = {t}.network_id)"
)


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
]


def _read(public: str) -> str:
    return (
        f"CASE WHEN {IN_NETWORK} THEN true WHEN {{role}} = 'public' THEN ({public}) ELSE false END"
    )


class Service(TenantModel):
    """What a team offers. `information_needed` are the optional answers its referrals carry.

    `checked_at` is when its team last said that this is still right.
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

    retention = {"keep": _SERVICE_FIELDS}

    class Meta:
        ordering = ["name", "id"]
        constraints = walled(
            "service",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="service_wall",
                insert=_BY_TEAM,
                update=_BY_TEAM,
                changes=_SERVICE_FIELDS,
                read=_read("{t}.status = 'published' AND {t}.audience = 'public'"),
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


def _part(
    prefix: str,
    *,
    public: str = _OPEN_SERVICE,
    keys: dict[str, str] | None = None,
    extra: list[models.BaseConstraint] | None = None,
) -> list[models.BaseConstraint]:
    """The walls of what hangs on a service: replaced as a whole when its page is saved."""
    return walled(
        prefix,
        keys={"service": "organisations.Service", **(keys or {})},
        wall=Wall(
            name=f"{prefix}_wall",
            read=_read(public),
            insert=BY_TEAM_OF_SERVICE,
            delete=BY_TEAM_OF_SERVICE,
        ),
        extra=extra or [],
    )


class ServiceNeed(TenantModel):
    """That a service meets a need."""

    service = tenant_key(
        "organisations.Service", related_name="service_needs", on_delete=models.CASCADE
    )
    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")

    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        constraints = _part(
            "serviceneed",
            extra=[
                models.UniqueConstraint(
                    fields=["network", "need", "service"], name="serviceneed_once"
                )
            ],
        )
        indexes = [models.Index(fields=["service"], name="serviceneed_of_service")]


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
        constraints = _part(
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

    service = tenant_key("organisations.Service", related_name="areas", on_delete=models.CASCADE)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=9, blank=True)

    retention = {"keep": ["kind", "code"]}

    class Meta:
        constraints = _part(
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


_LOCATION_FIELDS = [
    "name",
    "address",
    "city",
    "postcode",
    "easting",
    "northing",
    "is_secret",
    "accessibility",
    "directions",
]


class Location(TenantModel):
    """A place people come to. A secret one (a refuge) is for members who may refer alone."""

    organisation = tenant_key("organisations.Organisation", related_name="locations")
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=250, blank=True)
    city = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)
    northing = models.PositiveIntegerField(null=True, blank=True)
    is_secret = models.BooleanField(default=False)
    accessibility = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    directions = models.TextField(blank=True)

    retention = {"keep": _LOCATION_FIELDS}

    class Meta:
        ordering = ["name", "id"]
        constraints = walled(
            "location",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="location_wall",
                insert=by_managers("{t}.organisation_id"),
                update=by_managers("{t}.organisation_id"),
                changes=_LOCATION_FIELDS,
                delete=by_managers("{t}.organisation_id"),
                # Public only where a public service is: an unused or internal address stays inside.
                read=_read(
                    "NOT {t}.is_secret AND EXISTS (SELECT 1 FROM organisations_serviceatlocation l"
                    " WHERE l.location_id = {t}.id AND l.network_id = {t}.network_id)"
                ),
            ),
        )


class ServiceAtLocation(TenantModel):
    service = tenant_key(
        "organisations.Service", related_name="at_locations", on_delete=models.CASCADE
    )
    location = tenant_key(
        "organisations.Location", related_name="at_services", on_delete=models.CASCADE
    )

    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        constraints = _part(
            "serviceatlocation",
            keys={"location": "organisations.Location"},
            extra=[
                models.UniqueConstraint(
                    fields=["network", "service", "location"], name="serviceatlocation_once"
                )
            ],
        )
        indexes = [
            models.Index(fields=["service"], name="serviceatlocation_of_service"),
            models.Index(fields=["location"], name="serviceatlocation_at"),
        ]


class Schedule(TenantModel):
    """Open on this day of the week (ISO 8601: 1 is Monday) between these times, Europe/London."""

    service = tenant_key(
        "organisations.Service", related_name="schedules", on_delete=models.CASCADE
    )
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    on_bank_holidays = models.BooleanField(default=False)
    notes = models.CharField(max_length=200, blank=True)

    retention = {
        "keep": [
            "weekday",
            "opens_at",
            "closes_at",
            "valid_from",
            "valid_to",
            "on_bank_holidays",
            "notes",
        ]
    }

    class Meta:
        ordering = ["weekday", "opens_at"]
        constraints = _part(
            "schedule",
            extra=[
                models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="schedule_weekday"),
                models.CheckConstraint(
                    condition=Q(opens_at__lt=models.F("closes_at")), name="schedule_opens_first"
                ),
            ],
        )
        indexes = [models.Index(fields=["service"], name="schedule_of_service")]


class Contact(TenantModel):
    """How to reach a service. One for referrers only is never published."""

    service = tenant_key("organisations.Service", related_name="contacts", on_delete=models.CASCADE)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    retention = {"keep": ["audience", "title", "phone", "email"]}

    class Meta:
        constraints = _part("contact", public=f"{{t}}.audience = 'public' AND {_OPEN_SERVICE}")
        indexes = [models.Index(fields=["service"], name="contact_of_service")]


class ServiceDocument(TenantModel):
    """A form or leaflet kept elsewhere."""

    service = tenant_key(
        "organisations.Service", related_name="documents", on_delete=models.CASCADE
    )
    name = models.CharField(max_length=120)
    url = models.URLField()

    retention = {"keep": ["name", "url"]}

    class Meta:
        constraints = _part("servicedocument")
        indexes = [models.Index(fields=["service"], name="servicedocument_of_service")]


class ReferralRoute(TenantModel):
    """Who may refer to a restricted service; under a contract, how many places there are."""

    service = tenant_key("organisations.Service", related_name="routes", on_delete=models.CASCADE)
    organisation = tenant_key("organisations.Organisation", on_delete=models.CASCADE)
    places = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    retention = {"keep": ["places", "starts_on", "ends_on"]}

    class Meta:
        constraints = _part(
            "referralroute",
            public="false",
            keys={"organisation": "organisations.Organisation"},
            extra=[
                models.UniqueConstraint(
                    fields=["network", "service", "organisation"], name="referralroute_once"
                )
            ],
        )


class ServiceChange(TenantModel):
    """What was changed on a service's page, by whom: only ever added."""

    service = tenant_key("organisations.Service", related_name="changes", on_delete=models.CASCADE)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    what = models.JSONField(default=list)

    retention = {"keep": ["at", "actor_id", "what"], "redact": ["by_name"]}

    class Meta:
        ordering = ["-at", "-id"]
        constraints = walled(
            "servicechange",
            keys={"service": "organisations.Service"},
            wall=Wall(name="servicechange_wall", read=IN_NETWORK, insert=BY_TEAM_OF_SERVICE),
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
