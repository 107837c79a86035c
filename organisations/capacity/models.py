"""Whether a service can take a referral today, what it took, and what could not be sent."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.capacity.rules import Per, State, UnmetReason
from organisations.directory.models import BY_TEAM_OF_SERVICE, OPEN_SERVICE
from organisations.directory.models.walls import read
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

_BY_SYSTEM = "{role} = 'system'"
_OF_ONESELF = (
    f"CASE WHEN {_BY_SYSTEM} THEN true ELSE EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.member_id AND m.user_id = {user}) END"
)
_OF_OWN_TEAM = "CASE WHEN {role} = 'system' THEN true ELSE {t}.team_id = ANY ({teams}) END"


class Capacity(TenantModel):
    """Apart from the service, so that a tap changes a narrow row that a sending can lock.

    The places used are counted from `Place`, under that lock. A limited service that reaches
    `places` pauses itself (`is_full`) and is limited again when one comes back or a new period
    begins. `reopens_as` is what a paused service becomes on `reopens_on`.
    """

    service = tenant_key(
        "organisations.Service", related_name="capacities", on_delete=models.CASCADE
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    per = models.CharField(max_length=5, choices=Per.choices, blank=True)
    expected_wait_days = models.PositiveIntegerField(null=True, blank=True)
    is_full = models.BooleanField(default=False)
    reopens_on = models.DateField(null=True, blank=True)
    reopens_as = models.CharField(max_length=12, choices=State.choices, blank=True)
    set_at = models.DateTimeField()
    set_by = tenant_key("organisations.Membership", null=True, blank=True)
    set_by_name = WorkerName(max_length=120, blank=True)
    confirmed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    # What the service was when its whole organisation paused: it is that again afterwards.
    set_aside = models.JSONField(null=True, blank=True)

    retention = {
        "keep": [
            "state",
            "reason",
            "places",
            "per",
            "expected_wait_days",
            "is_full",
            "reopens_on",
            "reopens_as",
            "set_at",
            "confirmed_at",
            "asked_at",
            "set_aside",
        ],
        "redact": ["set_by_name"],
    }

    class Meta:
        constraints = walled(
            "capacity",
            keys={"service": "organisations.Service", "set_by": "organisations.Membership"},
            # A sending locks another team's row, and may fill it, as the system.
            wall=Wall(
                name="capacity_wall",
                of_worker={"set_by_name": "set_by_id"},
                read=read(OPEN_SERVICE),
                insert=BY_TEAM_OF_SERVICE,
                update=BY_TEAM_OF_SERVICE,
                changes=[
                    "state",
                    "reason",
                    "places",
                    "per",
                    "expected_wait_days",
                    "is_full",
                    "reopens_on",
                    "reopens_as",
                    "set_at",
                    "set_by",
                    "set_by_name",
                    "confirmed_at",
                    "asked_at",
                    "set_aside",
                ],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "service"], name="capacity_once"),
                models.CheckConstraint(
                    condition=~Q(state="paused") | ~Q(reason="") | Q(is_full=True),
                    name="capacity_paused_says_why",
                ),
                models.CheckConstraint(
                    condition=~Q(state="limited") | Q(places__isnull=False) & ~Q(per=""),
                    name="capacity_limited_says_how_many",
                ),
                models.CheckConstraint(
                    condition=~Q(state="waiting_list") | Q(expected_wait_days__isnull=False),
                    name="capacity_waiting_says_how_long",
                ),
            ],
        )


class CapacityChange(TenantModel):
    """How often was there nowhere to send people? Each change, only ever added."""

    service = tenant_key("organisations.Service", on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=200, blank=True)
    places = models.PositiveIntegerField(null=True)
    per = models.CharField(max_length=5, blank=True)
    expected_wait_days = models.PositiveIntegerField(null=True)
    by_name = WorkerName(max_length=120, blank=True)

    retention = {
        "keep": ["at", "state", "reason", "places", "per", "expected_wait_days"],
        "redact": ["by_name"],
    }

    class Meta:
        ordering = ["-at", "-id"]
        constraints = walled(
            "capacitychange",
            keys={"service": "organisations.Service"},
            wall=Wall(
                name="capacitychange_wall",
                of_worker={"by_name": ""},
                read=IN_NETWORK,
                insert=BY_TEAM_OF_SERVICE,
            ),
        )
        indexes = [models.Index(fields=["service", "at"], name="capacitychange_of_service")]


class Place(TenantModel):
    """A place taken by one referral in one period, so that it goes back to the same period.

    `number` counts the places of a limited service from 1: whatever code runs, the same one
    is never taken twice. A service without a limit has none. `referral_id` has no foreign
    key: the directory knows no referrals. Written by the system while a sending holds the
    capacity's lock, so that nobody takes another's places.
    """

    service = tenant_key("organisations.Service", on_delete=models.CASCADE)
    referral_id = models.UUIDField()
    # None where the desk sent: it belongs to no organisation.
    organisation = tenant_key("organisations.Organisation", null=True)
    period_start = models.DateField(null=True)
    number = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)

    retention = {"keep": ["referral_id", "period_start", "number", "taken_at", "given_back_at"]}

    class Meta:
        constraints = walled(
            "place",
            keys={"service": "organisations.Service", "organisation": "organisations.Organisation"},
            wall=Wall(
                name="place_wall",
                read=BY_TEAM_OF_SERVICE,
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["given_back_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral_id"], name="place_once_per_referral"
                ),
                models.UniqueConstraint(
                    fields=["network", "service", "period_start", "number"],
                    condition=Q(given_back_at=None, number__isnull=False),
                    nulls_distinct=False,
                    name="place_never_oversold",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["service", "organisation"],
                condition=Q(given_back_at=None),
                name="place_under_contract",
            )
        ]


class UnmetDemand(TenantModel):
    """A need that nobody here could take: need, ward, reason. No person in it."""

    service = tenant_key("organisations.Service", null=True)
    team = tenant_key("organisations.Team")
    needs = ArrayField(models.CharField(max_length=30))
    ward = models.CharField(max_length=9, blank=True)
    reason = models.CharField(max_length=20, choices=UnmetReason.choices)
    at = models.DateTimeField()

    retention = {"keep": ["needs", "ward", "reason", "at"]}

    class Meta:
        constraints = walled(
            "unmetdemand",
            keys={"service": "organisations.Service", "team": "organisations.Team"},
            wall=Wall(name="unmetdemand_wall", read=BY_COORDINATORS, insert=_OF_OWN_TEAM),
        )
        indexes = [models.Index(fields=["network", "at"], name="unmetdemand_by_time")]


class OpeningWatch(TenantModel):
    """A wish to be told when a service opens: one email, once."""

    service = tenant_key("organisations.Service", on_delete=models.CASCADE)
    member = tenant_key("organisations.Membership", on_delete=models.CASCADE)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    retention = {"keep": ["asked_at", "told_at"]}

    class Meta:
        constraints = walled(
            "openingwatch",
            keys={"service": "organisations.Service", "member": "organisations.Membership"},
            wall=Wall(
                name="openingwatch_wall",
                read=_OF_ONESELF,
                insert=_OF_ONESELF,
                update=_OF_ONESELF,
                changes=["told_at"],
                delete=_OF_ONESELF,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "service", "member"],
                    condition=Q(told_at=None),
                    name="openingwatch_once",
                )
            ],
        )


class Signpost(TenantModel):
    """Details given and nothing sent: recorded as such, never counted as a referral."""

    team = tenant_key("organisations.Team")
    service = tenant_key("organisations.Service", null=True)
    elsewhere = models.CharField(max_length=200, blank=True)
    needs = ArrayField(models.CharField(max_length=30))
    at = models.DateTimeField()

    retention = {"keep": ["elsewhere", "needs", "at"]}

    class Meta:
        constraints = walled(
            "signpost",
            keys={"team": "organisations.Team", "service": "organisations.Service"},
            wall=Wall(
                name="signpost_wall",
                insert=_OF_OWN_TEAM,
                read=(
                    "CASE WHEN {role} IN ('coordinator', 'system') THEN true"
                    " ELSE {t}.team_id = ANY ({envelopes}) END"
                ),
            ),
        )
        indexes = [models.Index(fields=["network", "at"], name="signpost_by_time")]
