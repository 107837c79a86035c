"""That the person agreed, as evidence; or the other lawful basis, with the reason."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, ASSESSMENT_WRITTEN

_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")


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

    assessment = tenant_key("referrals.Assessment", related_name="consents")
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
    recorded_by = tenant_key("organisations.Membership", null=True)
    recorded_at = models.DateTimeField()
    # Nothing more is shared after that; what was shared before stays shared.
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

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
            "recorded_at",
            "expires_at",
            "withdrawn_at",
        ],
        "delete": ["reason"],
    }

    class Meta:
        constraints = walled(
            "consent",
            keys={"assessment": "referrals.Assessment", "recorded_by": "organisations.Membership"},
            cascade=["assessment"],
            wall=Wall(
                name="consent_wall",
                read=_SHARED,
                insert=ASSESSMENT_WRITTEN.format(column="{t}.assessment_id"),
                # Any of those who hold it may be told that it is withdrawn; never given back.
                update=f"{{t}}.withdrawn_at IS NULL AND {_SHARED}",
                after="{t}.withdrawn_at IS NOT NULL",
                changes=["withdrawn_at"],
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
