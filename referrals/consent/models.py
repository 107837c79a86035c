"""That the person agreed, as evidence; or the other lawful basis, with the reason.

And once they have taken it back: who was asked to delete what, and has confirmed it.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, ASSESSMENT_WRITTEN, OWN_TEAM

_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")
# What the person helped agreed to is theirs to see and to take back.
_SHARED_OR_OWN = (
    "CASE WHEN {role} = 'person' THEN EXISTS (SELECT 1 FROM referrals_share s"
    " WHERE s.network_id = {t}.network_id AND s.assessment_id = {t}.assessment_id"
    f" AND s.client_id = {{person}}) ELSE {_SHARED} END"
)
# Those under which the desk may be shown what it goes on with: see the ledger's own wall.
_READ = (
    "CASE WHEN {role} = 'custodian' THEN {t}.names_desk AND {t}.withdrawn_at IS NULL"
    " AND EXISTS (SELECT 1 FROM referrals_aftercareplan f"
    "  WHERE f.network_id = {t}.network_id AND f.assessment_id = {t}.assessment_id"
    "  AND f.status = 'running' AND f.with_desk_since IS NOT NULL)"
    f" ELSE {_SHARED_OR_OWN} END"
)


class Basis(models.TextChoices):
    """Lawful bases of Article 6 UK GDPR that a network may rely on."""

    CONSENT = "consent", _("They agree")
    VITAL_INTERESTS = "vital_interests", _("To protect a life")
    PUBLIC_TASK = "public_task", _("A public body's task")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests")


class Given(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    PHONE = "phone", _("By phone")
    WRITTEN = "written", _("In writing")
    # By the person themselves, on the public page. No worker may record it.
    ONLINE = "online", _("Online, by themselves")

    @classmethod
    def to_a_worker(cls) -> list[tuple[str, Any]]:
        """The ways a worker may have heard it."""
        return [choice for choice in cls.choices if choice[0] != cls.ONLINE]


class Consent(TenantModel):
    """What was explained, how it was given, to whom, for which organisations."""

    assessment = tenant_key(
        "referrals.Assessment", related_name="consents", on_delete=models.CASCADE
    )
    basis = models.CharField(max_length=20, choices=Basis.choices)
    given = models.CharField(max_length=10, choices=Given.choices, blank=True)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=10, default="en")
    notice_version = models.CharField(max_length=20)
    notice_sha256 = models.CharField(max_length=64)
    # Empty: the organisations of the referrals sent with it.
    organisations = ArrayField(models.UUIDField(), default=list)
    pass_on = models.BooleanField(default=False)
    names_desk = models.BooleanField(default=False)
    # Whether they may be asked again, some weeks later, how they are.
    aftercare = models.BooleanField(default=True)
    recorded_by = tenant_key("organisations.Membership", null=True)
    # The worker's or key's name as it was then: who recorded it outlives the membership.
    recorded_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()
    # Nothing more is shared after that; what was shared before stays shared.
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = tenant_key("organisations.Membership", null=True)
    withdrawn_name = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    retention = {
        "keep": [
            "basis",
            "given",
            "language",
            "notice_version",
            "notice_sha256",
            "organisations",
            "pass_on",
            "names_desk",
            "aftercare",
            "recorded_at",
            "expires_at",
            "withdrawn_at",
        ],
        # A basis that is not consent has to have a reason: the sign stands for it.
        "redact": ["recorded_name", "withdrawn_name", "reason"],
        "delete": ["withdrawn_reason"],
    }

    class Meta:
        constraints = walled(
            "consent",
            keys={
                "assessment": "referrals.Assessment",
                "recorded_by": "organisations.Membership",
                "withdrawn_by": "organisations.Membership",
            },
            cascade=["assessment"],
            wall=Wall(
                name="consent_wall",
                of_person="assessment",
                erases=["recorded_name", "withdrawn_name", "reason", "withdrawn_reason"],
                read=_READ,
                insert=ASSESSMENT_WRITTEN.format(column="{t}.assessment_id"),
                # Any of those who hold it may be told that it is withdrawn; never given back.
                update=f"{{t}}.withdrawn_at IS NULL AND {_SHARED_OR_OWN}",
                after="{t}.withdrawn_at IS NOT NULL",
                changes=["withdrawn_at", "withdrawn_by", "withdrawn_name", "withdrawn_reason"],
            ),
            extra=[
                models.CheckConstraint(
                    condition=(Q(basis="consent") & ~Q(given=""))
                    | (~Q(basis="consent") & ~Q(reason="")),
                    name="consent_says_how_or_why",
                )
            ],
        )
        indexes = [models.Index(fields=["assessment", "recorded_at"], name="consent_of_assessment")]


class DeletionAsked(TenantModel):
    """That a team was asked to delete what it got: codes and times, nothing about the person.

    Written by the system when an agreement ends; confirmed by the team itself.
    """

    referral = tenant_key("referrals.Referral", related_name="deletions")
    team = tenant_key("organisations.Team")
    # The team that was told the story: it sees who has confirmed.
    origin_team = tenant_key("organisations.Team")
    team_name = models.CharField(max_length=250)
    # What the share opened besides the core, and since when.
    items = ArrayField(models.CharField(max_length=40), default=list)
    shared_since = models.DateTimeField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = tenant_key("organisations.Membership", null=True)
    confirmed_name = WorkerName(max_length=120, blank=True)

    retention = {
        "keep": ["team_name", "items", "shared_since", "asked_at", "confirmed_at"],
        "redact": ["confirmed_name"],
    }

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = walled(
            "deletionasked",
            keys={
                "referral": "referrals.Referral",
                "team": "organisations.Team",
                "origin_team": "organisations.Team",
                "confirmed_by": "organisations.Membership",
            },
            wall=Wall(
                name="deletionasked_wall",
                of_worker={"confirmed_name": "confirmed_by_id"},
                read=(
                    "CASE WHEN {role} IN ('coordinator', 'system') THEN true"
                    " WHEN {t}.team_id = ANY ({envelopes}) THEN true"
                    " ELSE {t}.origin_team_id = ANY ({envelopes}) END"
                ),
                insert="{role} = 'system'",
                update=f"{{t}}.confirmed_at IS NULL AND {OWN_TEAM}",
                after=f"{{t}}.confirmed_at IS NOT NULL AND {OWN_TEAM}",
                changes=["confirmed_at", "confirmed_by", "confirmed_name"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral", "team"], name="deletionasked_once"
                )
            ],
        )
        indexes = [
            models.Index(
                fields=["team", "asked_at"],
                condition=Q(confirmed_at=None),
                name="deletionasked_waiting",
            )
        ]
