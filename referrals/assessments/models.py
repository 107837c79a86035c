"""One conversation: what happened, what is needed, and what is still owed after a refusal."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, ASSESSMENT_WRITTEN, OWN_TEAM
from referrals.emergency.walls import IN_EMERGENCY

_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")
_WRITTEN = ASSESSMENT_WRITTEN.format(column="{t}.assessment_id")


class Urgency(models.TextChoices):
    TODAY = "today", _("Today")
    URGENT = "urgent", _("Within a day or two")
    SOON = "soon", _("Soon")


class Barrier(models.TextChoices):
    TRAVEL = "travel", _("Getting there")
    LANGUAGE = "language", _("Language")
    PHONE = "phone", _("No phone or credit")
    CHILDCARE = "childcare", _("Childcare")
    DISABILITY = "disability", _("Disability or illness")
    FEAR = "fear", _("Fear or bad experience")


class Danger(models.TextChoices):
    NO = "no", _("No")
    NOW = "now", _("Yes, now")
    UNSURE = "unsure", _("I am not sure")


class DangerDone(models.TextChoices):
    """What somebody did about a danger before the referral went on."""

    CALLED_999 = "999", _("We called 999")
    CHILDREN = "children", _("We told the council’s children’s social care team")
    ADULTS = "adults", _("We told the council’s adult social care team")
    LEAD = "lead", _("We told whoever is responsible for safeguarding where we work")
    OVER = "over", _("The danger is over, or there was none")
    OTHER = "other", _("Something else")


# Seen by whoever warns before it is deleted, and deletes it: nobody else, and nothing else of it.
_UNSENT = "{{t}}.first_sent_at IS NULL AND {{t}}.changed_at < now() - interval '{days} days'"
WARNED_AFTER_DAYS, KEPT_UNSENT_DAYS = 25, 30


class Assessment(TenantModel):
    """Told once to `team`, used by every referral made from it.

    For a person the team did not write down itself, `known_through` is the open share by
    which it knows them; the database refuses an assessment of anybody else.
    """

    client = tenant_key("referrals.Client", related_name="assessments")
    team = tenant_key("organisations.Team")
    first_team = models.UUIDField(null=True)
    known_through = tenant_key("referrals.Share", null=True)
    # The conversation that this one goes on from: what was told then is carried over.
    continues = tenant_key("referrals.Assessment", null=True, related_name="continued_by")
    recorded_by = tenant_key("organisations.Membership", null=True)
    story = models.TextField(blank=True)
    wants = models.TextField(blank=True)
    barriers = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    # Asked on the way; empty where nobody asked. Open until somebody said what they did.
    danger = models.CharField(max_length=6, choices=Danger.choices, blank=True)
    danger_done = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    danger_words = models.TextField(blank=True)
    danger_done_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Who saved last. What is not sent is deleted 30 days after the last change.
    changed_by = tenant_key("organisations.Membership", null=True)
    changed_at = models.DateTimeField(default=timezone.now)
    first_sent_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    retention = {
        "keep": [
            "first_team",
            "barriers",
            "danger",
            "danger_done",
            "danger_done_at",
            "created_at",
            "changed_at",
            "first_sent_at",
            "discarded_at",
        ],
        "delete": ["story", "wants", "danger_words"],
    }

    class Meta:
        constraints = walled(
            "assessment",
            keys={
                "client": "referrals.Client",
                "team": "organisations.Team",
                "known_through": "referrals.Share",
                "continues": "referrals.Assessment",
                "recorded_by": "organisations.Membership",
                "changed_by": "organisations.Membership",
            },
            wall=Wall(
                name="assessment_wall",
                of_person="client",
                erases=["story", "wants", "danger_words"],
                read=(
                    "CASE WHEN {role} = 'custodian' THEN "
                    + _UNSENT.format(days=WARNED_AFTER_DAYS)
                    + " WHEN {role} = 'emergency' THEN "
                    + IN_EMERGENCY.format(key="assessment_id", column="{t}.id")
                    + f" ELSE {ASSESSMENT_SHARED.format(column='{t}.id')} END"
                ),
                insert=(
                    OWN_TEAM + " AND ({t}.known_through_id IS NULL"
                    " OR EXISTS (SELECT 1 FROM referrals_share s"
                    " WHERE s.id = {t}.known_through_id AND s.client_id = {t}.client_id"
                    " AND s.team_id = {t}.team_id AND s.until IS NULL))"
                    # Of the same person, and one that the team may open.
                    " AND ({t}.continues_id IS NULL"
                    " OR EXISTS (SELECT 1 FROM referrals_share c"
                    " WHERE c.assessment_id = {t}.continues_id AND c.client_id = {t}.client_id"
                    " AND c.team_id = {t}.team_id AND c.until IS NULL))"
                ),
                update=f"{OWN_TEAM} AND {ASSESSMENT_SHARED.format(column='{t}.id')}",
                changes=[
                    "story",
                    "wants",
                    "barriers",
                    "danger",
                    "danger_done",
                    "danger_words",
                    "danger_done_at",
                    "changed_by",
                    "changed_at",
                    "first_sent_at",
                    "discarded_at",
                ],
                # Not the team either: what was told is put away, and goes when its time is over.
                delete=f"{{role}} = 'custodian' AND {_UNSENT.format(days=KEPT_UNSENT_DAYS)}",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "id", "client"], name="assessment_of_client"
                ),
                models.UniqueConstraint(
                    fields=["network", "id", "team"], name="assessment_of_team"
                ),
                TenantKey(
                    name="assessment_first_of_client",
                    columns=("network_id", "client_id", "first_team"),
                    to="referrals.Client",
                    to_columns=("network_id", "id", "team_id"),
                ),
                models.CheckConstraint(
                    # `first_team__isnull`: a comparison with NULL would let the row pass.
                    condition=Q(known_through__isnull=False)
                    | Q(first_team__isnull=False, first_team=models.F("team")),
                    name="assessment_of_known_client",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["team", "created_at"], name="assessment_of_team_by_time"),
            models.Index(
                fields=["team", "created_at"],
                condition=Q(first_sent_at=None, discarded_at=None),
                name="assessment_unfinished",
            ),
        ]

    @property
    def danger_open(self) -> bool:
        """Somebody may be in danger, and nobody has said yet what was done about it."""
        return self.danger in (Danger.NOW, Danger.UNSURE) and self.danger_done_at is None


class AssessmentNeed(TenantModel):
    """A need named in the conversation, of the client or of one member of the household."""

    assessment = tenant_key("referrals.Assessment", related_name="needs", on_delete=models.CASCADE)
    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    member = tenant_key(
        "referrals.HouseholdMember", null=True, blank=True, on_delete=models.CASCADE
    )

    retention = {"keep": ["urgency"]}

    class Meta:
        constraints = walled(
            "assessmentneed",
            keys={"assessment": "referrals.Assessment", "member": "referrals.HouseholdMember"},
            cascade=["assessment"],
            wall=Wall(
                name="assessmentneed_wall",
                of_person="assessment",
                read=(
                    "CASE WHEN {role} = 'emergency' THEN "
                    + IN_EMERGENCY.format(key="assessment_id", column="{t}.assessment_id")
                    + f" ELSE {_SHARED} END"
                ),
                insert=(
                    _WRITTEN + " AND ({t}.member_id IS NULL OR EXISTS"
                    " (SELECT 1 FROM referrals_assessment a"
                    "  JOIN referrals_householdmember h ON h.client_id = a.client_id"
                    "  WHERE a.id = {t}.assessment_id AND h.id = {t}.member_id))"
                ),
                delete=_WRITTEN,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "assessment", "need", "member"],
                    nulls_distinct=False,
                    name="assessmentneed_once",
                )
            ],
        )


class Answer(TenantModel):
    """An optional answer that some services need. A share lists the items that it opens."""

    assessment = tenant_key(
        "referrals.Assessment", related_name="answers", on_delete=models.CASCADE
    )
    item = models.CharField(max_length=40)
    value = models.TextField()

    retention = {"keep": ["item"], "delete": ["value"]}

    class Meta:
        constraints = walled(
            "answer",
            keys={"assessment": "referrals.Assessment"},
            cascade=["assessment"],
            wall=Wall(
                name="answer_wall",
                of_person="assessment",
                erases=["value"],
                read=(
                    "EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {t}.network_id"
                    " AND s.assessment_id = {t}.assessment_id AND s.team_id = ANY ({teams})"
                    " AND s.until IS NULL AND (s.ground = 'origin' OR {t}.item = ANY (s.items)))"
                ),
                insert=_WRITTEN,
                delete=_WRITTEN,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "assessment", "item"], name="answer_once"
                )
            ],
        )


class OpenNeed(TenantModel):
    """What a refusal leaves behind: needs that the assessment's team owns until it settles them.

    An envelope: codes and times, nothing about the person.
    """

    class Settled(models.TextChoices):
        REFERRED = "referred", _("Another service was asked")
        OTHERWISE = "otherwise", _("Sorted another way")
        NO_LONGER = "no_longer", _("No longer needed")

    assessment = tenant_key("referrals.Assessment", related_name="open_needs")
    referral = tenant_key("referrals.Referral", related_name="open_needs")
    team = tenant_key("organisations.Team")
    suggested_service = tenant_key("organisations.Service", null=True)
    needs = ArrayField(models.CharField(max_length=30))
    due_at = models.DateTimeField()
    # Nobody found other help in time: the desk is asked to. The team keeps the task.
    escalated_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=10, choices=Settled.choices, blank=True)

    retention = {"keep": ["needs", "due_at", "escalated_at", "settled_at", "settled_how"]}

    class Meta:
        constraints = walled(
            "openneed",
            keys={
                "assessment": "referrals.Assessment",
                "referral": "referrals.Referral",
                "team": "organisations.Team",
                "suggested_service": "organisations.Service",
            },
            wall=Wall(
                name="openneed_wall",
                read=(
                    "CASE WHEN {role} IN ('coordinator', 'system') THEN true"
                    " ELSE {t}.team_id = ANY ({envelopes}) END"
                ),
                # The refusing team, the desk, or who passed it on and took it back, leaves it
                # with the team that was told.
                insert=(
                    "EXISTS (SELECT 1 FROM referrals_referral r"
                    " WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id"
                    " AND r.origin_team_id = {t}.team_id"
                    " AND (r.to_team_id = ANY ({teams}) OR r.desk_team_id = ANY ({teams})"
                    "  OR r.from_team_id = ANY ({teams}) AND r.from_team_id <> {t}.team_id))"
                ),
                # The desk, of what came to it.
                update=(
                    f"CASE WHEN {{role}} = 'system' THEN true WHEN {OWN_TEAM} THEN true"
                    " ELSE {role} = 'coordinator' AND {t}.escalated_at IS NOT NULL END"
                ),
                changes=["team", "escalated_at", "settled_at", "settled_how"],
            ),
            extra=[models.UniqueConstraint(fields=["network", "referral"], name="openneed_once")],
        )
        indexes = [
            models.Index(
                fields=["team", "due_at"], condition=Q(settled_at=None), name="openneed_waiting"
            ),
            models.Index(
                fields=["network", "due_at"],
                condition=Q(settled_at=None, escalated_at__isnull=False),
                name="openneed_escalated",
            ),
        ]
