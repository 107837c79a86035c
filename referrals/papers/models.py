"""What a data-protection officer is sent: links to the page, and the network's own answers."""

from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

_OWN = (
    "EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.made_by_id AND m.user_id = {user})"
)
_OWN_OR_DESK = f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {_OWN} END"


class PaperLink(TenantModel):
    """A link to the network's data-protection page, for somebody who does not sign in."""

    token_sha256 = models.CharField(max_length=64)
    # Whom it is for, as its maker calls them.
    made_for = models.CharField(max_length=120)
    made_by = tenant_key("organisations.Membership")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    retention = {
        "keep": ["token_sha256", "made_at", "expires_at", "ended_at"],
        "redact": ["made_for"],
    }

    class Meta:
        constraints = walled(
            "paperlink",
            keys={"made_by": "organisations.Membership"},
            wall=Wall(
                name="paperlink_wall",
                read=_OWN_OR_DESK,
                insert=(
                    f"CASE WHEN {BY_COORDINATORS} THEN true"
                    f" WHEN {{managed}} IS NULL THEN false ELSE {_OWN} END"
                ),
                update=_OWN_OR_DESK,
                changes=["ended_at"],
            ),
        )


class ImpactAnswers(TenantModel):
    """One version of what the network itself says in its impact assessment. Only ever added."""

    version = models.PositiveIntegerField()
    answers = models.JSONField(default=dict)
    made_by = tenant_key("organisations.Membership")
    made_at = models.DateTimeField()

    retention = {"keep": ["version", "answers", "made_at"]}

    class Meta:
        constraints = walled(
            "impactanswers",
            keys={"made_by": "organisations.Membership"},
            wall=Wall(name="impactanswers_wall", read=IN_NETWORK, insert=BY_COORDINATORS),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "version"], name="impactanswers_version_once"
                )
            ],
        )
