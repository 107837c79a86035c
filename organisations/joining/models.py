"""An organisation on its way in: from an invitation or an application to its first live day."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_MEMBERS, Sector, by_managers

_OWN = by_managers("{t}.organisation_id")
# Seen with the joining it belongs to: that table's own wall answers.
_OF_OWN = "EXISTS (SELECT 1 FROM organisations_joining j WHERE j.id = {t}.joining_id)"


class State(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("Waiting for the email address to be confirmed")
    APPLIED = "applied", _("Applied")
    INVITED = "invited", _("Invited")
    STARTED = "started", _("Joining")
    READY = "ready", _("Ready for your approval")
    LIVE = "live", _("Live")
    TURNED_DOWN = "turned_down", _("Turned down")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ENDED = "ended", _("Invitation taken back")
    EXPIRED = "expired", _("Invitation expired")


HAS_A_PLACE = Q(state__in=["invited", "started", "ready"])


class Joining(TenantModel):
    """There is no organisation before its contact has begun. `since` is when the state began."""

    organisation = tenant_key("organisations.Organisation", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices)
    since = models.DateTimeField()
    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    about = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    language = models.CharField(max_length=5, default="en")
    # What the coordinator says in the invitation, in their own words.
    word = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    invited_by_name = models.CharField(max_length=120, blank=True)
    # The link of an email works while its number is this one: sent again, the old one ends.
    invitations = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    details_at = models.DateTimeField(null=True, blank=True)
    no_charity_number = models.BooleanField(default=False)
    people_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    # Whether what it offers opens by itself on the day it goes live.
    opens_services = models.BooleanField(default=True)
    live_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    reason = models.TextField(blank=True)
    # Since when the desk has something to look at, or the organisation to answer.
    with_desk_since = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    retention = {
        "keep": [
            "state",
            "since",
            "name",
            "sector",
            "language",
            "begun_at",
            "applied_at",
            "invited_at",
            "invitations",
            "reminded_at",
            "started_at",
            "details_at",
            "no_charity_number",
            "people_at",
            "ready_at",
            "opens_services",
            "live_at",
            "ended_at",
            "with_desk_since",
            "asked_at",
        ],
        "redact": ["contact_name", "invited_by_name", "ended_by_name"],
        "delete": ["contact_email", "about", "word", "reason"],
    }

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = walled(
            "joining",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="joining_wall",
                read=_OWN,
                insert="{role} IN ('coordinator', 'system')",
                update=_OWN,
                changes=[
                    "organisation",
                    "state",
                    "since",
                    "contact_name",
                    "contact_email",
                    "about",
                    "word",
                    "applied_at",
                    "invited_at",
                    "invited_by_name",
                    "invitations",
                    "reminded_at",
                    "started_at",
                    "details_at",
                    "no_charity_number",
                    "people_at",
                    "ready_at",
                    "opens_services",
                    "live_at",
                    "ended_at",
                    "ended_by_name",
                    "reason",
                    "with_desk_since",
                    "asked_at",
                ],
                delete="{role} = 'system'",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "name"], condition=HAS_A_PLACE, name="joining_once_by_name"
                ),
                models.UniqueConstraint(
                    fields=["network", "organisation"],
                    condition=HAS_A_PLACE,
                    name="joining_once_of_organisation",
                ),
                models.CheckConstraint(
                    condition=~Q(state__in=["started", "ready", "live"])
                    | Q(organisation__isnull=False),
                    name="joining_started_has_an_organisation",
                ),
            ],
        )
        indexes = [models.Index(fields=["network", "state"], name="joining_by_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class JoiningMessage(TenantModel):
    """What the desk and the organisation write to each other about it."""

    joining = tenant_key(
        "organisations.Joining", related_name="thread", on_delete=models.CASCADE, db_index=False
    )
    at = models.DateTimeField()
    from_desk = models.BooleanField()
    by_name = models.CharField(max_length=120, blank=True)
    text = models.TextField()

    retention = {"keep": ["at", "from_desk"], "redact": ["by_name"], "delete": ["text"]}

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "joiningmessage",
            keys={"joining": "organisations.Joining"},
            wall=Wall(
                name="joiningmessage_wall",
                read=_OF_OWN,
                insert=f"{BY_MEMBERS} AND {_OF_OWN}",
                delete="{role} = 'system'",
            ),
        )
        indexes = [models.Index(fields=["joining", "at"], name="joiningmessage_of_joining")]
