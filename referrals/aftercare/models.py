"""That a person is asked again how they are: who does it and when. Nothing is said of them here."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.aftercare.rules import CLOSED, OPEN, BegunBecause, CheckStatus, EndedHow, PlanStatus
from referrals.clients.models import OWN_TEAM

_BY_OWNER = f"CASE WHEN {{role}} = 'system' THEN true ELSE {OWN_TEAM} END"
# The team that was told the story sees what became of it, whoever asks the person now.
_READ_PLAN = (
    "CASE WHEN {role} IN ('system', 'coordinator') THEN true"
    " WHEN {t}.team_id = ANY ({envelopes}) THEN true"
    # To open the letter to the desk, where they agreed to that.
    " WHEN {role} = 'custodian' THEN {t}.status = 'running' AND {t}.with_desk_since IS NOT NULL"
    " ELSE {t}.first_team_id = ANY ({envelopes}) END"
)
_READ_CHECK = (
    "CASE WHEN {role} IN ('system', 'coordinator') THEN true"
    " WHEN {t}.team_id = ANY ({envelopes}) THEN true"
    " ELSE EXISTS (SELECT 1 FROM referrals_aftercareplan p WHERE p.id = {t}.plan_id"
    "  AND p.first_team_id = ANY ({envelopes})) END"
)
# What stands as given to the desk is the desk's.
_DESK_IS_THE_DESK = (
    "({t}.with_desk_since IS NULL OR EXISTS"
    " (SELECT 1 FROM organisations_team d WHERE d.id = {t}.team_id AND d.is_desk))"
)


class AftercarePlan(TenantModel):
    """One for each conversation that was sent. `team` asks the person; first, who was told.

    The row stands from the first sending, so that a "no" has a place; it begins once.
    """

    assessment = tenant_key("referrals.Assessment", related_name="aftercare")
    first_team = tenant_key("organisations.Team")
    team = tenant_key("organisations.Team")
    status = models.CharField(
        max_length=9, choices=PlanStatus.choices, default=PlanStatus.NOT_BEGUN
    )
    # Of a plan that was changed, or has begun; empty: what the network asks for by then.
    weeks = ArrayField(models.PositiveSmallIntegerField(), default=list)
    crisis_met_at = models.DateTimeField(null=True)
    begun_because = models.CharField(max_length=10, choices=BegunBecause.choices, blank=True)
    begun_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=11, choices=EndedHow.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    # The desk has it because its team could not go on.
    with_desk_since = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    retention = {
        "keep": [
            "status",
            "weeks",
            "crisis_met_at",
            "begun_because",
            "begun_at",
            "ended_how",
            "ended_at",
            "with_desk_since",
            "created_at",
        ]
    }

    class Meta:
        constraints = walled(
            "aftercareplan",
            keys={
                "assessment": "referrals.Assessment",
                "first_team": "organisations.Team",
                "team": "organisations.Team",
            },
            wall=Wall(
                name="aftercareplan_wall",
                read=_READ_PLAN,
                insert=f"({_BY_OWNER}) AND {_DESK_IS_THE_DESK}",
                update=_BY_OWNER,
                after=f"({_BY_OWNER}) AND {_DESK_IS_THE_DESK}",
                changes=[
                    "team",
                    "status",
                    "weeks",
                    "crisis_met_at",
                    "begun_because",
                    "begun_at",
                    "ended_how",
                    "ended_at",
                    "with_desk_since",
                ],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "assessment"], name="aftercareplan_once"
                ),
                models.UniqueConstraint(
                    fields=["network", "id", "assessment"], name="aftercareplan_of_assessment"
                ),
                TenantKey(
                    name="aftercareplan_first_wrote_it",
                    columns=("network_id", "assessment_id", "first_team_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                ),
                models.CheckConstraint(
                    condition=Q(begun_at=None, begun_because="")
                    | Q(begun_at__isnull=False) & ~Q(begun_because=""),
                    name="aftercareplan_says_why_it_began",
                ),
                models.CheckConstraint(
                    condition=Q(status="ended", ended_at__isnull=False) & ~Q(ended_how="")
                    | ~Q(status="ended") & Q(ended_at=None, ended_how=""),
                    name="aftercareplan_says_how_it_ended",
                ),
                models.CheckConstraint(
                    condition=Q(status="not_begun", begun_at=None)
                    | Q(status="running", begun_at__isnull=False)
                    | Q(status__in=["said_no", "ended"]),
                    name="aftercareplan_runs_once_begun",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["team", "begun_at"],
                condition=Q(status="running"),
                name="aftercareplan_running",
            )
        ]


class AftercareCheck(TenantModel):
    """One time to ask. `due_at` is the day; `next_action_at`, when somebody is to act next."""

    plan = tenant_key("referrals.AftercarePlan", related_name="checks")
    assessment = tenant_key("referrals.Assessment")
    # Who asks, or did: the owner of the plan as long as the check is open.
    team = tenant_key("organisations.Team")
    number = models.PositiveSmallIntegerField()
    # So many weeks after the plan began.
    weeks = models.PositiveSmallIntegerField()
    status = models.CharField(
        max_length=11, choices=CheckStatus.choices, default=CheckStatus.PLANNED
    )
    due_at = models.DateTimeField()
    next_action_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # The forms by which it was tried: the same one again is no other try.
    try_ids = ArrayField(models.UUIDField(), default=list)
    tried_ways = ArrayField(models.CharField(max_length=10), default=list)
    tried_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "number",
            "weeks",
            "status",
            "due_at",
            "next_action_at",
            "tries",
            "try_ids",
            "tried_ways",
            "tried_at",
            "done_at",
        ]
    }

    class Meta:
        ordering = ["number", "due_at", "id"]
        constraints = walled(
            "aftercarecheck",
            keys={
                "plan": "referrals.AftercarePlan",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
            },
            wall=Wall(
                name="aftercarecheck_wall",
                read=_READ_CHECK,
                insert=(
                    f"({_BY_OWNER}) AND EXISTS (SELECT 1 FROM referrals_aftercareplan p"
                    " WHERE p.id = {t}.plan_id AND p.team_id = {t}.team_id)"
                ),
                update=_BY_OWNER,
                changes=[
                    "team",
                    "status",
                    "due_at",
                    "next_action_at",
                    "done_at",
                    "try_ids",
                    "tried_ways",
                    "tried_at",
                    "tries",
                ],
            ),
            extra=[
                TenantKey(
                    name="aftercarecheck_plan_of_assessment",
                    columns=("network_id", "plan_id", "assessment_id"),
                    to="referrals.AftercarePlan",
                    to_columns=("network_id", "id", "assessment_id"),
                ),
                models.UniqueConstraint(
                    fields=["network", "plan", "number"],
                    condition=~Q(status="cancelled"),
                    name="aftercarecheck_number_once",
                ),
                # The same as of a referral: what is open has an owner and a time.
                models.CheckConstraint(
                    condition=Q(status__in=OPEN, next_action_at__isnull=False, done_at=None)
                    | Q(
                        status__in=CLOSED,
                        next_action_at=None,
                        done_at__isnull=False,
                    )
                    | Q(status="cancelled", next_action_at=None, done_at=None),
                    name="aftercarecheck_open_has_a_time",
                ),
                models.UniqueConstraint(
                    fields=["network", "plan"],
                    condition=Q(status="due"),
                    name="aftercarecheck_one_due_at_a_time",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["team", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="aftercarecheck_what_waits",
            ),
            models.Index(
                fields=["network", "next_action_at", "id"],
                condition=Q(status="due"),
                name="aftercarecheck_late",
            ),
            models.Index(
                fields=["team", "-done_at", "-id"],
                condition=Q(status__in=CLOSED),
                name="aftercarecheck_over",
            ),
            models.Index(fields=["plan", "number"], name="aftercarecheck_of_plan"),
        ]
