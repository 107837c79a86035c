"""What a practice network would have sent: kept, and shown to whom it was written to."""

from django.db import models
from django.db.models import Q

from ccs.outbox.models import Channel
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import CLIENT_SHARED

_BY_SYSTEM = "{role} = 'system'"
_TO_ONESELF_OR_ONES_PERSON = (
    f"CASE WHEN {_BY_SYSTEM} THEN true"
    " WHEN {t}.member_id IS NOT NULL THEN EXISTS (SELECT 1 FROM organisations_membership m"
    "  WHERE m.id = {t}.member_id AND m.user_id = {user})"
    f" ELSE {CLIENT_SHARED.format(column='{t}.client_id')} END"
)


class PracticeMail(TenantModel):
    """One email or text, in words. Its id is that of the outbox row: tried again, it is one."""

    member = tenant_key("organisations.Membership", null=True)
    client = tenant_key("referrals.Client", null=True)
    channel = models.CharField(max_length=10, choices=Channel)
    address = models.CharField(max_length=254)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    at = models.DateTimeField()

    retention = {"keep": ["channel", "at"], "delete": ["address", "subject", "text"]}

    class Meta:
        constraints = walled(
            "practicemail",
            keys={"member": "organisations.Membership", "client": "referrals.Client"},
            wall=Wall(
                name="practicemail_wall",
                read=_TO_ONESELF_OR_ONES_PERSON,
                insert=_BY_SYSTEM,
                delete=_BY_SYSTEM,
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(member=None, client__isnull=False)
                    | Q(member__isnull=False, client=None),
                    name="practicemail_to_one",
                )
            ],
        )
        indexes = [
            models.Index(fields=["member", "at"], name="practicemail_of_member"),
            models.Index(fields=["client", "at"], name="practicemail_of_client"),
        ]
