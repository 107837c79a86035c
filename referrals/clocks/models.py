"""Who was reminded of what, and what the nightly check found."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS
from referrals.clocks.rules import Part, Stage

_BY_SYSTEM = "{role} = 'system'"


class Reminder(TenantModel):
    """One thing to remind one person of, once. Those that wait together go in one email.

    With `open_need` it is about what a refusal left open, and not about the refused referral.
    """

    referral = tenant_key("referrals.Referral", related_name="reminders")
    open_need = tenant_key("referrals.OpenNeed", null=True, related_name="reminders")
    member = tenant_key("organisations.Membership")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    part = models.CharField(max_length=10, choices=Part.choices)
    # The next-action time it is about: once the referral has another one, it says nothing.
    due_at = models.DateTimeField()
    noted_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    # The email it went in: the event of its row in the outbox.
    email_id = models.UUIDField(null=True)

    retention = {"keep": ["stage", "part", "due_at", "noted_at", "told_at", "email_id"]}

    class Meta:
        constraints = walled(
            "reminder",
            keys={
                "referral": "referrals.Referral",
                "open_need": "referrals.OpenNeed",
                "member": "organisations.Membership",
            },
            wall=Wall(
                name="reminder_wall",
                read=_BY_SYSTEM,
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["told_at", "email_id"],
                delete=_BY_SYSTEM,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral", "open_need", "member", "stage", "due_at"],
                    nulls_distinct=False,
                    name="reminder_once",
                ),
                models.CheckConstraint(
                    condition=Q(told_at=None, email_id=None)
                    | Q(told_at__isnull=False, email_id__isnull=False),
                    name="reminder_told_in_an_email",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["member"], condition=Q(told_at=None), name="reminder_to_be_told"),
            models.Index(fields=["email_id"], name="reminder_of_email"),
            models.Index(fields=["network", "noted_at"], name="reminder_by_time"),
        ]


class Finding(TenantModel):
    """Something that would leave a referral waiting on nobody, found at night. Envelopes only."""

    class Kind(models.TextChoices):
        NO_CLOCK = "no_clock", _("Nobody would have been reminded. We have put that right.")
        NOBODY_THERE = "nobody_there", _("It waits for a team in which nobody works.")
        WORKER_LEFT = "worker_left", _("It was given to somebody who has left the team.")

    referral = tenant_key("referrals.Referral", related_name="findings")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    found_at = models.DateTimeField()

    retention = {"keep": ["kind", "found_at"]}

    class Meta:
        ordering = ["found_at", "id"]
        constraints = walled(
            "finding",
            keys={"referral": "referrals.Referral"},
            wall=Wall(
                name="finding_wall", read=BY_COORDINATORS, insert=_BY_SYSTEM, delete=_BY_SYSTEM
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "referral", "kind"], name="finding_once")
            ],
        )
