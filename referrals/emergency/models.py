"""The ledger of emergencies: who read one letter without a share, why, and until when."""

from django.db import models
from django.db.models import F, Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.agreements.models import HOLDS
from referrals.emergency.rules import LASTS, Reason

_SIGNED = HOLDS.format(organisation="m.organisation_id", at="{t}.at")
# Whoever is told to the database asks for themselves, and works in that team.
_OWN = (
    "EXISTS (SELECT 1 FROM organisations_membership w"
    " WHERE w.id = {t}.member_id AND w.user_id = {user} AND w.left_at IS NULL)"
)
_WORKS_THERE = (
    "EXISTS (SELECT 1 FROM organisations_teamrole h"
    " WHERE h.content_object_id = {t}.team_id AND h.user_id = {user})"
)
# That referral was sent, and an open share lets another team of the same organisation read it:
# the origin of its story, or the share of that very referral.
_HELD_NEXT_DOOR = (
    "EXISTS (SELECT 1 FROM referrals_share p"
    " JOIN referrals_referral r ON r.assessment_id = p.assessment_id"
    " JOIN organisations_team a ON a.id = p.team_id"
    " JOIN organisations_team m ON m.organisation_id = a.organisation_id"
    " JOIN organisations_organisation o ON o.id = m.organisation_id"
    " WHERE p.id = {t}.share_id AND p.assessment_id = {t}.assessment_id"
    " AND p.client_id = {t}.client_id AND p.until IS NULL"
    " AND r.id = {t}.referral_id AND r.status <> 'draft'"
    " AND CASE WHEN p.ground = 'origin' THEN true ELSE p.referral_id = r.id END"
    " AND m.id = {t}.team_id AND m.id <> a.id AND m.closed_on IS NULL"
    " AND o.id = {t}.organisation_id AND o.registered_on IS NOT NULL"
    f" AND {_SIGNED})"
)


class EmergencyReading(TenantModel):
    """One worker, one referral, 24 hours. It ends by itself, or with the share beside it.

    `share` is the open one of another team of the same organisation: without it there is none.
    """

    client = tenant_key("referrals.Client", on_delete=models.CASCADE)
    assessment = tenant_key("referrals.Assessment", on_delete=models.CASCADE)
    referral = tenant_key("referrals.Referral", related_name="emergencies")
    share = tenant_key("referrals.Share", on_delete=models.CASCADE)
    organisation = tenant_key("organisations.Organisation")
    team = tenant_key("organisations.Team")
    member = tenant_key("organisations.Membership")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField()
    at = models.DateTimeField()
    ends_at = models.DateTimeField()

    retention = {"keep": ["reason", "at", "ends_at"], "redact": ["words"]}

    class Meta:
        constraints = walled(
            "emergencyreading",
            keys={
                "client": "referrals.Client",
                "assessment": "referrals.Assessment",
                "referral": "referrals.Referral",
                "share": "referrals.Share",
                "organisation": "organisations.Organisation",
                "team": "organisations.Team",
                "member": "organisations.Membership",
            },
            cascade=["client", "assessment", "share"],
            wall=Wall(
                name="emergencyreading_wall",
                of_person="client",
                erases=["words"],
                # An envelope with a reason: for those who look into it, and the person.
                read=(
                    "CASE WHEN {role} IN ('coordinator', 'system') THEN true"
                    " WHEN {role} = 'person' THEN {t}.client_id = {person}"
                    f" WHEN {{role}} = 'emergency' THEN {{t}}.team_id = ANY ({{teams}}) AND {_OWN}"
                    " ELSE {t}.organisation_id = ANY ({managed}) END"
                ),
                insert=(
                    f"{{role}} = 'system' AND {{t}}.at = {{now}} AND {_OWN}"
                    f" AND {_WORKS_THERE} AND {_HELD_NEXT_DOOR}"
                ),
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(ends_at=F("at") + LASTS), name="emergencyreading_lasts_a_day"
                ),
                models.CheckConstraint(
                    condition=Q(reason__in=Reason.values) & ~Q(words=""),
                    name="emergencyreading_says_why",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["assessment", "member"], name="emergencyreading_of_story"),
            models.Index(fields=["member", "-at"], name="emergencyreading_of_member"),
        ]
