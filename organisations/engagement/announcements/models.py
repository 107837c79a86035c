"""What the desk tells its members, and who has read it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.announcements.rules import Audience
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

_BY_DESK = "{role} = 'coordinator'"
# Of an organisation in which the reader works, or which they manage: both are among envelopes.
_OF_READERS_ORGANISATION = (
    "EXISTS (SELECT 1 FROM organisations_team w"
    " JOIN organisations_organisation o ON o.id = w.organisation_id"
    " WHERE w.id = ANY ({{envelopes}}) AND {condition})"
)
_FOR_READER = (
    (
        "CASE WHEN {t}.audience = 'all' THEN true"
        " WHEN {t}.audience = 'managers' THEN {managed} IS NOT NULL"
        " WHEN {t}.audience = 'receivers' THEN "
        + _OF_READERS_ORGANISATION.format(condition="o.receives_referrals")
        + " ELSE "
        + _OF_READERS_ORGANISATION.format(condition="o.sector = ANY ({{t}}.sectors)")
        + " END"
    )
    .replace("{{", "{")
    .replace("}}", "}")
)
_READ = f"CASE WHEN {BY_COORDINATORS} THEN true WHEN {IN_NETWORK} THEN {_FOR_READER} ELSE false END"


class Announcement(TenantModel):
    """Shown on the home page of those it is for until they have read it, or it is over."""

    title = models.CharField(max_length=120)
    body = models.TextField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    sectors = ArrayField(models.CharField(max_length=20), default=list)
    by_email = models.BooleanField(default=False)
    written_by = WorkerName(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # The last day on which it is shown.
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "title",
            "body",
            "audience",
            "sectors",
            "by_email",
            "created_at",
            "changed_at",
            "expires_on",
            "ended_at",
        ],
        "redact": ["written_by"],
    }

    class Meta:
        constraints = walled(
            "announcement",
            wall=Wall(
                name="announcement_wall",
                of_worker={"written_by": ""},
                read=_READ,
                insert=_BY_DESK,
                update=_BY_DESK,
                # Whom it is for stays: some of them have had it by email.
                changes=["title", "body", "expires_on", "changed_at", "ended_at"],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(audience="sectors") & ~Q(sectors=[])
                    | ~Q(audience="sectors") & Q(sectors=[]),
                    name="announcement_of_sectors_names_them",
                ),
                models.CheckConstraint(
                    condition=Q(ended_at=None) | Q(ended_at__gte=F("created_at")),
                    name="announcement_ends_after_it_began",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["network", "-created_at", "-id"], name="announcement_newest"),
            models.Index(
                fields=["network", "expires_on"],
                condition=Q(ended_at=None),
                name="announcement_shown",
            ),
        ]


class AnnouncementRead(TenantModel):
    """Somebody said that they have read it. The desk sees who has."""

    announcement = tenant_key("organisations.Announcement", related_name="reads")
    # The account, and not the membership: the wall asks for nothing else.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    retention = {"keep": ["at"]}

    class Meta:
        constraints = walled(
            "announcementread",
            keys={"announcement": "organisations.Announcement"},
            wall=Wall(
                name="announcementread_wall",
                read=f"CASE WHEN {{t}}.user_id = {{user}} THEN true ELSE {BY_COORDINATORS} END",
                insert="{t}.user_id = {user} AND EXISTS"
                " (SELECT 1 FROM organisations_announcement a WHERE a.id = {t}.announcement_id)",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "announcement", "user"], name="announcementread_once"
                )
            ],
        )
