"""What was gained from a referral: a part of the letter, written by the team that helped."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, OWN_TEAM
from referrals.outcomes.rules import MOST, WITHOUT_AMOUNT, Gain

# The letter is open to them, and the envelope theirs to see: not another receiver's of the story.
_READ = (
    f"{ASSESSMENT_SHARED.format(column='{t}.assessment_id')}"
    " AND EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id)"
)
_WRITTEN = (
    f"{OWN_TEAM} AND {ASSESSMENT_SHARED.format(column='{t}.assessment_id')}"
    " AND EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id"
    " AND r.assessment_id = {t}.assessment_id AND r.to_team_id = {t}.team_id)"
)


class Gains(TenantModel):
    """Which needs were met, and what changed for the person in the worker's words.

    `team` is the receiving team: it alone writes, and may correct it later.
    """

    referral = tenant_key("referrals.Referral", related_name="gains")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    needs_met = ArrayField(models.CharField(max_length=30), default=list)
    words = models.TextField(blank=True)
    recorded_by = tenant_key("organisations.Membership", null=True)
    # The worker's or key's name as it was then.
    by_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    retention = {
        "keep": ["needs_met", "recorded_at"],
        "redact": ["by_name"],
        "delete": ["words"],
    }

    class Meta:
        constraints = walled(
            "gains",
            keys={
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
                "recorded_by": "organisations.Membership",
            },
            wall=Wall(
                name="gains_wall",
                read=_READ,
                insert=_WRITTEN,
                update=_WRITTEN,
                changes=["needs_met", "words", "recorded_by", "by_name", "recorded_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral"], name="gains_once_per_referral"
                )
            ],
        )


class Award(TenantModel):
    """One thing that was gained: money once or each year, a debt gone, or goods."""

    referral = tenant_key("referrals.Referral", related_name="awards")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    kind = models.CharField(max_length=16, choices=Gain.choices)
    scheme = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=120, blank=True)
    # In pounds; for a year where it is yearly.
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    position = models.PositiveSmallIntegerField()

    retention = {"keep": ["kind", "scheme", "amount", "position"], "delete": ["what"]}

    class Meta:
        ordering = ["position"]
        constraints = walled(
            "award",
            keys={
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
            },
            wall=Wall(name="award_wall", read=_READ, insert=_WRITTEN, delete=_WRITTEN),
            extra=[
                models.CheckConstraint(
                    # `isnull`: a comparison with NULL would let the row pass.
                    condition=Q(amount__isnull=False, amount__gt=Decimal(0), amount__lte=MOST)
                    | Q(amount=None, kind__in=sorted(WITHOUT_AMOUNT)),
                    name="award_is_worth_something",
                ),
                models.UniqueConstraint(
                    fields=["network", "referral", "position"], name="award_place_once"
                ),
            ],
        )
