"""What was said at a check: a part of the letter, written by the team that owns the check."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, OWN_TEAM
from referrals.referrals.rules import Way

STEADIEST = 10

_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")
# The team whose check it is, while it may open the letter: nobody else writes about the person.
_OWN_CHECK = (
    "EXISTS (SELECT 1 FROM referrals_aftercarecheck c WHERE c.id = {t}.of_check_id"
    " AND c.team_id = {t}.team_id AND c.assessment_id = {t}.assessment_id)"
)
_WRITTEN = f"{OWN_TEAM} AND {_SHARED} AND {_OWN_CHECK}"
_OF_RECORD = (
    "EXISTS (SELECT 1 FROM referrals_checkrecord r WHERE r.id = {t}.record_id"
    " AND r.assessment_id = {t}.assessment_id"
)


class HowNow(models.TextChoices):
    """How it stands with a need some weeks later."""

    MET = "met", _("Met")
    PARTLY = "partly", _("Partly met")
    NOT = "not", _("Not met")


class CheckRecord(TenantModel):
    """One try to reach the person and, where it succeeded, what they said.

    Nothing is ever changed: a correction is another row, and `replaced_at` of the one before
    says since when it does not stand any more.
    """

    # `check` is a method of every model.
    of_check = tenant_key("referrals.AftercareCheck", related_name="records")
    assessment = tenant_key("referrals.Assessment", related_name="check_records")
    team = tenant_key("organisations.Team")
    reached = models.BooleanField()
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    # How steady money feels to them, from 0 to 10. Empty where it was not asked, as all below.
    steadiness = models.PositiveSmallIntegerField(null=True)
    crisis_since = models.BooleanField(null=True)
    crises = ArrayField(models.CharField(max_length=30), default=list)
    further_needs = ArrayField(models.CharField(max_length=30), default=list)
    # What they would say to those who decide, and whether that may be repeated.
    words = models.TextField(blank=True)
    may_quote = models.BooleanField(default=False)
    # The copy for those who decide, which does not say who it was.
    quote_id = models.UUIDField(null=True)
    note = models.TextField(blank=True)
    go_on = models.BooleanField(default=True)
    recorded_by = tenant_key("organisations.Membership", null=True)
    # The worker's or key's name as it was then.
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "reached",
            "way",
            "steadiness",
            "crisis_since",
            "crises",
            "further_needs",
            "may_quote",
            "quote_id",
            "go_on",
            "at",
            "replaced_at",
        ],
        "redact": ["by_name"],
        "delete": ["words", "note"],
    }

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "checkrecord",
            keys={
                "of_check": "referrals.AftercareCheck",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
                "recorded_by": "organisations.Membership",
            },
            wall=Wall(
                name="checkrecord_wall",
                of_person="assessment",
                erases=["by_name", "words", "note"],
                read=_SHARED,
                insert=_WRITTEN,
                update=f"{OWN_TEAM} AND {_SHARED}",
                changes=["replaced_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "of_check"],
                    condition=Q(reached=True, replaced_at=None),
                    name="checkrecord_one_stands",
                ),
                models.CheckConstraint(
                    condition=Q(steadiness=None)
                    | Q(steadiness__isnull=False, steadiness__lte=STEADIEST),
                    name="checkrecord_steadiness_to_ten",
                ),
                models.CheckConstraint(
                    # Which crises is said only of somebody who had one.
                    condition=Q(crises=[]) | Q(crisis_since__isnull=False, crisis_since=True),
                    name="checkrecord_crises_of_a_crisis",
                ),
                models.CheckConstraint(
                    condition=Q(replaced_at=None)
                    | Q(replaced_at__isnull=False, replaced_at__gte=F("at")),
                    name="checkrecord_replaced_later",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["of_check", "at"], name="checkrecord_of_check"),
            models.Index(fields=["assessment", "at"], name="checkrecord_of_assessment"),
        ]


class NeedNow(TenantModel):
    """How one need of the conversation stood at a check."""

    record = tenant_key("referrals.CheckRecord", related_name="needs_now")
    assessment = tenant_key("referrals.Assessment")
    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")
    state = models.CharField(max_length=6, choices=HowNow.choices)

    retention = {"keep": ["state"]}

    class Meta:
        constraints = walled(
            "neednow",
            keys={"record": "referrals.CheckRecord", "assessment": "referrals.Assessment"},
            wall=Wall(
                name="neednow_wall",
                read=_SHARED,
                insert=f"{_SHARED} AND {_OF_RECORD} AND r.team_id = ANY ({{teams}}))",
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "record", "need"], name="neednow_once")
            ],
        )
