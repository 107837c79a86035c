"""The link in an email by which its reader looks at what is asked, and answers once."""

from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled

_BY_SYSTEM = "{role} = 'system'"
_OF_ITS_READER = (
    f"CASE WHEN {_BY_SYSTEM} THEN true ELSE EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.member_id AND m.user_id = {user}) END"
)


class AnswerLink(TenantModel):
    """One link to one member. The token itself stands in the email and nowhere else."""

    referral = tenant_key("referrals.Referral")
    member = tenant_key("organisations.Membership")
    token_sha256 = models.CharField(max_length=64)
    # The move that the email told of: after any other the link is about something that was.
    told_of = tenant_key("referrals.ReferralEvent")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    retention = {"keep": ["token_sha256", "made_at", "expires_at", "used_at"]}

    class Meta:
        constraints = walled(
            "answerlink",
            keys={
                "referral": "referrals.Referral",
                "member": "organisations.Membership",
                "told_of": "referrals.ReferralEvent",
            },
            wall=Wall(
                name="answerlink_wall",
                read=_OF_ITS_READER,
                insert=_BY_SYSTEM,
                update=_OF_ITS_READER,
                changes=["used_at"],
                delete=_BY_SYSTEM,
            ),
        )
        indexes = [models.Index(fields=["member", "expires_at"], name="answerlink_of_member")]
