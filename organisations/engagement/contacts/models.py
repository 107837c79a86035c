"""Whom the desk has been in touch with, about what, and what is still to be done."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.contacts.rules import ContactWay, NoteChange
from organisations.members.models import BY_COORDINATORS, Sector

_BY_DESK = "{role} = 'coordinator'"


class ContactNote(TenantModel):
    """With one person of an organisation: a member, or a stakeholder outside the network."""

    happened_on = models.DateField()
    way = models.CharField(max_length=10, choices=ContactWay.choices)
    # Empty for somebody outside; the name stays as it was, whatever becomes of the member.
    organisation = tenant_key("organisations.Organisation", null=True)
    organisation_name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    person_name = models.CharField(max_length=120, blank=True)
    about = models.TextField()
    follow_up_on = models.DateField(null=True)
    followed_up_at = models.DateTimeField(null=True)
    written_by = WorkerName(max_length=120)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    retention = {
        "keep": [
            "happened_on",
            "way",
            "organisation_name",
            "sector",
            "follow_up_on",
            "followed_up_at",
            "created_at",
            "changed_at",
        ],
        "redact": ["person_name", "about", "written_by"],
    }

    class Meta:
        constraints = walled(
            "contactnote",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="contactnote_wall",
                of_worker={"written_by": ""},
                read=BY_COORDINATORS,
                insert=_BY_DESK,
                update=_BY_DESK,
                changes=[
                    "happened_on",
                    "way",
                    "organisation",
                    "organisation_name",
                    "sector",
                    "person_name",
                    "about",
                    "follow_up_on",
                    "followed_up_at",
                    "changed_at",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(followed_up_at=None) | Q(follow_up_on__isnull=False),
                    name="contactnote_followed_up_what_was_to_be",
                )
            ],
        )
        indexes = [
            models.Index(fields=["network", "-created_at", "-id"], name="contactnote_newest"),
            models.Index(
                fields=["network", "follow_up_on"],
                condition=Q(followed_up_at=None, follow_up_on__isnull=False),
                name="contactnote_to_follow_up",
            ),
        ]


class ContactChange(TenantModel):
    """What a note said before it was corrected. Only ever added."""

    note = tenant_key("organisations.ContactNote", related_name="changes")
    kind = models.CharField(max_length=12, choices=NoteChange.choices)
    at = models.DateTimeField()
    by_name = WorkerName(max_length=120)
    before = models.TextField(blank=True)

    retention = {"keep": ["kind", "at"], "redact": ["by_name", "before"]}

    class Meta:
        ordering = ["-at", "-id"]
        constraints = walled(
            "contactchange",
            keys={"note": "organisations.ContactNote"},
            wall=Wall(
                name="contactchange_wall",
                of_worker={"by_name": ""},
                read=BY_COORDINATORS,
                insert=_BY_DESK,
            ),
        )
        indexes = [models.Index(fields=["note", "-at"], name="contactchange_of_note")]
