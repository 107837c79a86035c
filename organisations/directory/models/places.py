"""Where and when a service is, and how to reach it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.directory.models.walls import OPEN_SERVICE, part, read
from organisations.directory.rules import Audience
from organisations.members.models import BY_MEMBERS, by_managers

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


def _secret_for_referrers(public: str) -> str:
    """A refuge's address is for those who may refer: not for an analyst, never for the public."""
    return f"CASE WHEN {{t}}.is_secret THEN {BY_MEMBERS} ELSE ({read(public)}) END"


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
                read=_secret_for_referrers(
                    "NOT {t}.is_secret AND EXISTS (SELECT 1 FROM organisations_serviceatlocation l"
                    " WHERE l.location_id = {t}.id AND l.network_id = {t}.network_id)"
                ),
            ),
        )


class ServiceAtLocation(TenantModel):
    service = tenant_key(
        "organisations.Service",
        related_name="at_locations",
        on_delete=models.CASCADE,
        db_index=False,
    )
    location = tenant_key(
        "organisations.Location",
        related_name="at_services",
        on_delete=models.CASCADE,
        db_index=False,
    )

    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        constraints = part(
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
        "organisations.Service", related_name="schedules", on_delete=models.CASCADE, db_index=False
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
        constraints = part(
            "schedule",
            extra=[
                models.CheckConstraint(condition=Q(weekday__range=(1, 7)), name="schedule_weekday"),
                models.CheckConstraint(
                    condition=Q(opens_at__lt=models.F("closes_at")), name="schedule_opens_first"
                ),
            ],
        )
        indexes = [models.Index(fields=["service"], name="schedule_of_service")]


class Closure(TenantModel):
    """Days on which a service is closed whatever its hours say: holidays, a stocktake."""

    service = tenant_key(
        "organisations.Service", related_name="closures", on_delete=models.CASCADE, db_index=False
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    reason = models.CharField(max_length=120, blank=True)

    retention = {"keep": ["starts_on", "ends_on", "reason"]}

    class Meta:
        ordering = ["starts_on"]
        constraints = part(
            "closure",
            extra=[
                models.CheckConstraint(
                    condition=Q(starts_on__lte=models.F("ends_on")), name="closure_in_order"
                )
            ],
        )
        indexes = [models.Index(fields=["service"], name="closure_of_service")]


class Contact(TenantModel):
    """How to reach a service. One for referrers only is never published."""

    service = tenant_key(
        "organisations.Service", related_name="contacts", on_delete=models.CASCADE, db_index=False
    )
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)

    retention = {"keep": ["audience", "title", "phone", "email"]}

    class Meta:
        constraints = part("contact", public=f"{{t}}.audience = 'public' AND {OPEN_SERVICE}")
        indexes = [models.Index(fields=["service"], name="contact_of_service")]


class ServiceDocument(TenantModel):
    """A form or leaflet kept elsewhere."""

    service = tenant_key(
        "organisations.Service", related_name="documents", on_delete=models.CASCADE, db_index=False
    )
    name = models.CharField(max_length=120)
    url = models.URLField()

    retention = {"keep": ["name", "url"]}

    class Meta:
        constraints = part("servicedocument")
        indexes = [models.Index(fields=["service"], name="servicedocument_of_service")]
