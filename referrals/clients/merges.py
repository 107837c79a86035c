"""Two records that a team takes for one person: a link of its own, which rewrites nothing."""

from django.db import models
from django.db.models import F, Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import OWN_TEAM

_KNOWN_TO_IT = (
    " AND EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {{t}}.network_id"
    " AND s.client_id = {{t}}.{column} AND s.team_id = {{t}}.team_id AND s.until IS NULL)"
)


class ClientMerge(TenantModel):
    """What a team decided about two people it knows: that they are one (`same`), or two.

    Nobody else sees it. Undone, both stand as they were.
    """

    team = tenant_key("organisations.Team")
    kept = tenant_key("referrals.Client")
    merged = tenant_key("referrals.Client")
    same = models.BooleanField(default=True)
    by = tenant_key("organisations.Membership")
    at = models.DateTimeField()
    undone_by = tenant_key("organisations.Membership", null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    retention = {"keep": ["same", "at", "undone_at"]}

    class Meta:
        constraints = walled(
            "clientmerge",
            keys={
                "team": "organisations.Team",
                "kept": "referrals.Client",
                "merged": "referrals.Client",
                "by": "organisations.Membership",
                "undone_by": "organisations.Membership",
            },
            cascade=["kept", "merged"],
            wall=Wall(
                name="clientmerge_wall",
                read=OWN_TEAM,
                insert=(
                    OWN_TEAM
                    + _KNOWN_TO_IT.format(column="kept_id")
                    + _KNOWN_TO_IT.format(column="merged_id")
                ),
                update=f"{OWN_TEAM} AND {{t}}.undone_at IS NULL",
                after=f"{OWN_TEAM} AND {{t}}.undone_at IS NOT NULL",
                changes=["undone_by", "undone_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "team", "merged"],
                    condition=Q(same=True, undone_at=None),
                    name="clientmerge_into_one",
                ),
                models.CheckConstraint(condition=~Q(kept=F("merged")), name="clientmerge_of_two"),
            ],
        )
        indexes = [models.Index(fields=["team"], name="clientmerge_of_team")]
