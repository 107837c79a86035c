"""What came of it: a part of the letter, written by the team that helped or that was told."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, ASSESSMENT_WRITTEN, OWN_TEAM
from referrals.outcomes.rules import MOST, WITHOUT_AMOUNT, Evidence, Gain
from referrals.outcomes.schemes import Scheme

_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")
_TOLD = ASSESSMENT_WRITTEN.format(column="{t}.assessment_id")
# The letter is open to them, and the envelope theirs to see: not another receiver's of the story.
# What is of no referral is read where it was written: by the team that was told.
_READ = (
    f"CASE WHEN {{t}}.referral_id IS NULL THEN {_TOLD}"
    f" ELSE {_SHARED}"
    " AND EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id) END"
)
_WRITTEN = (
    f"{OWN_TEAM} AND CASE WHEN {{t}}.referral_id IS NULL THEN {_TOLD}"
    " AND EXISTS (SELECT 1 FROM referrals_assessment a"
    " WHERE a.id = {t}.assessment_id AND a.team_id = {t}.team_id)"
    f" ELSE {_SHARED}"
    " AND EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id"
    " AND r.assessment_id = {t}.assessment_id AND r.to_team_id = {t}.team_id) END"
)
# By who has the referral now: a version that another team of their organisation wrote, too.
_CORRECTED = (
    f"CASE WHEN {{t}}.referral_id IS NULL THEN ({_WRITTEN})"
    f" ELSE {_SHARED} AND EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {{t}}.referral_id"
    " AND r.assessment_id = {t}.assessment_id AND r.to_team_id = ANY ({teams})) END"
)
# Of the version that stands, and nothing is added to one that was replaced.
_OF_ITS_VERSION = (
    "EXISTS (SELECT 1 FROM referrals_gains g WHERE g.id = {t}.gains_id"
    " AND g.assessment_id = {t}.assessment_id AND g.team_id = {t}.team_id"
    " AND g.referral_id IS NOT DISTINCT FROM {t}.referral_id AND g.replaced_at IS NULL)"
)


class Gains(TenantModel):
    """One version of what came of a referral; or, without one, of a whole story.

    `team` is the receiving team, or the one that was told the story: it alone writes. A
    correction is a new row; the one before it stays, with the time at which it was replaced.
    """

    referral = tenant_key("referrals.Referral", null=True, related_name="gains")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    needs_met = ArrayField(models.CharField(max_length=30), default=list)
    needs_partly = ArrayField(models.CharField(max_length=30), default=list)
    needs_not = ArrayField(models.CharField(max_length=30), default=list)
    soft = ArrayField(models.CharField(max_length=12), default=list)
    words = models.TextField(blank=True)
    # The person's, and whether they may be quoted; null where nobody asked them.
    own_words = models.TextField(blank=True)
    may_quote = models.BooleanField(null=True)
    # The copy of their words that does not say who it was.
    quote_id = models.UUIDField(null=True)
    recorded_by = tenant_key("organisations.Membership", null=True)
    # The worker's or key's name as it was then.
    by_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "needs_met",
            "needs_partly",
            "needs_not",
            "soft",
            "may_quote",
            "quote_id",
            "recorded_at",
            "replaced_at",
        ],
        "redact": ["by_name"],
        "delete": ["words", "own_words"],
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
                of_person="assessment",
                erases=["by_name", "words", "own_words"],
                read=_READ,
                insert=_WRITTEN,
                update=f"{{t}}.replaced_at IS NULL AND {_CORRECTED}",
                after="{t}.replaced_at IS NOT NULL",
                changes=["replaced_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral"],
                    condition=Q(replaced_at=None),
                    name="gains_one_stands_per_referral",
                ),
                models.UniqueConstraint(
                    fields=["network", "assessment"],
                    condition=Q(replaced_at=None, referral=None),
                    name="gains_one_stands_per_story",
                ),
            ],
        )
        indexes = [models.Index(fields=["assessment"], name="gains_of_assessment")]


class Award(TenantModel):
    """One thing that was gained: money once or each year, a debt gone, or goods."""

    gains = tenant_key("referrals.Gains", related_name="awards")
    referral = tenant_key("referrals.Referral", null=True, related_name="awards")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    kind = models.CharField(max_length=16, choices=Gain.choices)
    need = models.CharField(max_length=30, blank=True)
    scheme_code = models.CharField(max_length=20, choices=Scheme.choices, blank=True)
    scheme = models.CharField(max_length=80, blank=True)
    what = models.CharField(max_length=120, blank=True)
    # In pounds; for a year where it is yearly.
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    evidence = models.CharField(max_length=10, choices=Evidence.choices, blank=True)
    awarded_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField()

    retention = {
        "keep": [
            "kind",
            "need",
            "scheme_code",
            "amount",
            "evidence",
            "awarded_on",
            "position",
        ],
        # A creditor's name too: a debt may have been owed to somebody they know.
        "delete": ["scheme", "what"],
    }

    class Meta:
        ordering = ["position"]
        constraints = walled(
            "award",
            keys={
                "gains": "referrals.Gains",
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
            },
            wall=Wall(
                name="award_wall",
                of_person="assessment",
                erases=["scheme", "what"],
                read=_READ,
                insert=f"{_WRITTEN} AND {_OF_ITS_VERSION}",
            ),
            extra=[
                models.CheckConstraint(
                    # `isnull`: a comparison with NULL would let the row pass.
                    condition=Q(amount__isnull=False, amount__gt=Decimal(0), amount__lte=MOST)
                    | Q(amount=None, kind__in=sorted(WITHOUT_AMOUNT)),
                    name="award_is_worth_something",
                ),
                models.UniqueConstraint(
                    fields=["network", "gains", "position"], name="award_place_once"
                ),
            ],
        )
