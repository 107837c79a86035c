"""Meetings of the network: when, what was said, who came, and who does what next."""

from django.db import models

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.meetings.rules import MeetingKind
from organisations.members.models import IN_NETWORK, Sector

_BY_DESK = "{role} = 'coordinator'"


class Meeting(TenantModel):
    """Members read it: no person who was helped is named in it."""

    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    title = models.CharField(max_length=120)
    # An address, or a link to join by.
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    written_by = WorkerName(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "held_on",
            "starts_at",
            "kind",
            "title",
            "place",
            "created_at",
            "changed_at",
            "cancelled_at",
        ],
        "redact": ["minutes", "written_by"],
    }

    class Meta:
        constraints = walled(
            "meeting",
            wall=Wall(
                name="meeting_wall",
                of_worker={"written_by": ""},
                read=IN_NETWORK,
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=[
                    "held_on",
                    "starts_at",
                    "kind",
                    "title",
                    "place",
                    "minutes",
                    "changed_at",
                    "cancelled_at",
                ],
            ),
        )
        indexes = [models.Index(fields=["network", "-held_on", "-id"], name="meeting_by_day")]


class Attendance(TenantModel):
    """One person who came, and from where: the name as it was told."""

    meeting = tenant_key("organisations.Meeting", related_name="attendances")
    organisation = tenant_key("organisations.Organisation", null=True)
    organisation_name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    person_name = WorkerName(max_length=120)

    retention = {"keep": ["organisation_name", "sector"], "redact": ["person_name"]}

    class Meta:
        ordering = ["organisation_name", "person_name", "id"]
        constraints = walled(
            "attendance",
            keys={
                "meeting": "organisations.Meeting",
                "organisation": "organisations.Organisation",
            },
            wall=Wall(
                name="attendance_wall",
                of_worker={"person_name": ""},
                read=IN_NETWORK,
                insert=_BY_DESK,
                delete=_BY_DESK,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "meeting", "organisation_name", "person_name"],
                    name="attendance_once",
                )
            ],
        )


class MeetingAction(TenantModel):
    """What somebody said they would do, and by when."""

    meeting = tenant_key("organisations.Meeting", related_name="actions")
    what = models.CharField(max_length=300)
    owner_name = WorkerName(max_length=120)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    retention = {"keep": ["due_on", "done_at"], "redact": ["what", "owner_name"]}

    class Meta:
        ordering = ["due_on", "id"]
        constraints = walled(
            "meetingaction",
            keys={"meeting": "organisations.Meeting"},
            wall=Wall(
                name="meetingaction_wall",
                of_worker={"owner_name": ""},
                read=IN_NETWORK,
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=["done_at"],
                delete=_BY_DESK,
            ),
        )
        indexes = [
            models.Index(
                fields=["network", "due_on"],
                condition=models.Q(done_at=None),
                name="meetingaction_to_do",
            )
        ]
