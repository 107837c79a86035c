"""The link by which the person helped sees their own, and that nobody has called them.

Envelopes: ids, codes and times. What proves that it is they is kept as slow, salted hashes.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.clients.models import OWN_TEAM

_OWN_OR_SYSTEM = f"CASE WHEN {{role}} = 'system' THEN true ELSE {OWN_TEAM} END"
# Whoever may see the envelope sees that nobody has called.
_SEEN = (
    "CASE WHEN {role} IN ('system', 'coordinator') THEN true"
    " WHEN {t}.team_id = ANY ({envelopes}) THEN true"
    " ELSE EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id) END"
)
_OF_A_PARTY = (
    "CASE WHEN {role} = 'system' THEN true"
    " WHEN {t}.team_id = ANY ({teams}) THEN true"
    " WHEN {t}.desk_team_id = ANY ({teams}) THEN true"
    " ELSE EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id"
    " AND (r.to_team_id = ANY ({teams}) OR r.owner_team_id = ANY ({teams}))) END"
)


class PersonLink(TenantModel):
    """One to a conversation that was sent. Its secrets are on the card and nowhere else.

    Each card, text and email carries a secret of its own (`ccs.api.tokens`); all lead here, and
    all end when it is made anew.
    """

    assessment = tenant_key("referrals.Assessment")
    client = tenant_key("referrals.Client")
    # The team that was told: it gives the card, and is told when something is wrong with it.
    team = tenant_key("organisations.Team")
    made_by = tenant_key("organisations.Membership", null=True)
    # Hashes of its secrets: another that leads here was not given out by us.
    secrets = ArrayField(models.CharField(max_length=64), default=list)
    # What they say when they call: the reference of the first referral.
    reference = models.CharField(max_length=9)
    language = models.CharField(max_length=10)
    # Then nothing that somebody else could read says what it is about, nor from whom it is.
    discreet = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    renewed_at = models.DateTimeField()
    # Earlier once what it shows has been over for a while, or they took back their agreement.
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    proved_at = models.DateTimeField(null=True)

    code_hash = models.CharField(max_length=200, blank=True)
    birth_hash = models.CharField(max_length=200, blank=True)
    # One that they asked for, to a way that is safe for them.
    sent_hash = models.CharField(max_length=200, blank=True)
    sent_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "reference",
            "language",
            "discreet",
            "made_at",
            "renewed_at",
            "expires_at",
            "revoked_at",
            "printed_at",
            "opened_at",
            "proved_at",
            "sent_until",
            "tries",
            "locked_until",
        ],
        "delete": ["secrets", "code_hash", "birth_hash", "sent_hash"],
    }

    class Meta:
        constraints = walled(
            "personlink",
            keys={
                "assessment": "referrals.Assessment",
                "client": "referrals.Client",
                "team": "organisations.Team",
                "made_by": "organisations.Membership",
            },
            wall=Wall(
                name="personlink_wall",
                of_person="client",
                erases=["secrets", "code_hash", "birth_hash", "sent_hash"],
                read=_OWN_OR_SYSTEM,
                insert=OWN_TEAM,
                update=_OWN_OR_SYSTEM,
                changes=[
                    "made_by",
                    "secrets",
                    "language",
                    "discreet",
                    "renewed_at",
                    "expires_at",
                    "revoked_at",
                    "printed_at",
                    "opened_at",
                    "proved_at",
                    "code_hash",
                    "birth_hash",
                    "sent_hash",
                    "sent_until",
                    "tries",
                    "locked_until",
                ],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "assessment"], name="personlink_once_per_conversation"
                ),
                TenantKey(
                    name="personlink_client_of_assessment",
                    columns=("network_id", "assessment_id", "client_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "client_id"),
                ),
                TenantKey(
                    name="personlink_team_was_told",
                    columns=("network_id", "assessment_id", "team_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                ),
            ],
        )


class NotCalled(TenantModel):
    """The person said that nobody has called. On somebody's list until it is put right."""

    class Settled(models.TextChoices):
        CALLED = "called", _("Somebody tried to reach them")
        ENDED = "ended", _("The referral has ended")
        ANSWERED = "answered", _("Somebody has seen to it")

    referral = tenant_key("referrals.Referral", related_name="not_called")
    # Who had the next step when they said so, and the desk.
    team = tenant_key("organisations.Team")
    desk_team = tenant_key("organisations.Team", null=True)
    said_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_how = models.CharField(max_length=10, choices=Settled.choices, blank=True)
    settled_by = tenant_key("organisations.Membership", null=True)

    retention = {"keep": ["said_at", "settled_at", "settled_how"]}

    class Meta:
        constraints = walled(
            "notcalled",
            keys={
                "referral": "referrals.Referral",
                "team": "organisations.Team",
                "desk_team": "organisations.Team",
                "settled_by": "organisations.Membership",
            },
            wall=Wall(
                name="notcalled_wall",
                read=_SEEN,
                insert="{role} = 'system'",
                update=_OF_A_PARTY,
                changes=["team", "settled_at", "settled_how", "settled_by"],
            ),
            extra=[
                # One that waits is enough: the second tap tells nothing new.
                models.UniqueConstraint(
                    fields=["network", "referral"],
                    condition=Q(settled_at=None),
                    name="notcalled_waits_once",
                ),
                models.CheckConstraint(
                    condition=Q(settled_at=None, settled_how="")
                    | Q(settled_at__isnull=False) & ~Q(settled_how=""),
                    name="notcalled_settled_says_how",
                ),
            ],
        )
        indexes = [
            models.Index(fields=["team"], condition=Q(settled_at=None), name="notcalled_of_team"),
            models.Index(
                fields=["desk_team"], condition=Q(settled_at=None), name="notcalled_of_desk"
            ),
        ]
