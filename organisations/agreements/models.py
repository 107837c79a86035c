"""What members promise each other in writing, in versions, and who signed which words.

No signature of the data sharing agreement in force, no personal data: see `Share`.
"""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

# A new version takes effect at least this long after everybody was told.
NOTICE: Final = timedelta(days=28)
# A manager signs in their own name, for an organisation of theirs; not even the desk signs for
# somebody else. The system keeps what was signed before there was this site.
_BY_WHO_SIGNS = (
    "CASE WHEN {role} = 'system' THEN true"
    " WHEN {t}.organisation_id = ANY ({managed}) THEN EXISTS ("
    "SELECT 1 FROM organisations_membership p"
    " WHERE p.id = {t}.signed_by_id AND p.user_id = {user}) ELSE false END"
)
# For the wall of shares: with `{organisation}` and `{at}`, whether a signature of the data sharing
# agreement in force at that time holds at that time.
HOLDS: Final = (
    "EXISTS (SELECT 1 FROM organisations_agreementsignature g"
    " WHERE g.network_id = {{t}}.network_id AND g.organisation_id = {organisation}"
    " AND g.kind = 'data-sharing' AND g.expires_at > {at}"
    " AND g.number = (SELECT max(v.number) FROM organisations_agreementversion v"
    "  WHERE v.network_id = {{t}}.network_id AND v.kind = 'data-sharing'"
    "  AND v.in_force_from <= {at} AND v.taken_back_at IS NULL))"
)


class Kind(models.TextChoices):
    DATA_SHARING = "data-sharing", _("Data sharing agreement")
    CHARTER = "charter", _("Charter")


class AgreementVersion(TenantModel):
    """The exact words, once and for all: only that it was taken back in time is added later.

    `clauses` are dictionaries of `id`, `title`, `text` and `meaning`; an id is kept from version
    to version, so that what changed can be said.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    clauses = models.JSONField()
    renew_months = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = tenant_key("organisations.Membership", null=True)
    in_force_from = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "kind",
            "number",
            "clauses",
            "renew_months",
            "text_sha256",
            "published_at",
            "in_force_from",
            "taken_back_at",
        ]
    }

    class Meta:
        ordering = ["kind", "number"]
        constraints = walled(
            "agreementversion",
            keys={"published_by": "organisations.Membership"},
            wall=Wall(
                name="agreementversion_wall",
                read=IN_NETWORK,
                insert=BY_COORDINATORS,
                update=f"{BY_COORDINATORS} AND {{t}}.taken_back_at IS NULL",
                after=f"{BY_COORDINATORS} AND {{t}}.taken_back_at < {{t}}.in_force_from",
                changes=["taken_back_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "kind", "number"], name="agreementversion_number_once"
                ),
                # For the keys of signatures: which words they are of.
                models.UniqueConstraint(
                    fields=["network", "id", "kind", "number", "text_sha256"],
                    name="agreementversion_exact",
                ),
                models.CheckConstraint(
                    condition=Q(number=1) | Q(in_force_from__gte=F("published_at") + NOTICE),
                    name="agreementversion_with_notice",
                ),
            ],
        )


class AgreementDraft(TenantModel):
    """The next version while the desk writes it: nobody else reads it, nobody can sign it."""

    kind = models.CharField(max_length=12, choices=Kind.choices)
    clauses = models.JSONField()
    renew_months = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = tenant_key("organisations.Membership", null=True)

    retention = {"keep": ["kind", "clauses", "renew_months", "changed_at"]}

    class Meta:
        constraints = walled(
            "agreementdraft",
            keys={"changed_by": "organisations.Membership"},
            wall=Wall(
                name="agreementdraft_wall",
                read=BY_COORDINATORS,
                insert=BY_COORDINATORS,
                update=BY_COORDINATORS,
                changes=["clauses", "renew_months", "changed_at", "changed_by"],
                delete=BY_COORDINATORS,
            ),
            extra=[models.UniqueConstraint(fields=["network", "kind"], name="agreementdraft_once")],
        )


class AgreementSignature(TenantModel):
    """Evidence that somebody who may has signed: a share to a team without one is refused."""

    organisation = tenant_key("organisations.Organisation", related_name="signatures")
    version = tenant_key("organisations.AgreementVersion", related_name="signatures")
    # Of the version, as its key proves: the wall of shares reads them here.
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    text_sha256 = models.CharField(max_length=64)
    signed_by = tenant_key("organisations.Membership", null=True)
    signed_by_name = models.CharField(max_length=120)
    signed_by_role = models.CharField(max_length=120)
    # They ticked that they are allowed to sign for the organisation.
    said_may_sign = models.BooleanField()
    signed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    retention = {
        "keep": [
            "kind",
            "number",
            "text_sha256",
            "signed_by_name",
            "signed_by_role",
            "said_may_sign",
            "signed_at",
            "expires_at",
        ]
    }

    class Meta:
        constraints = walled(
            "agreementsignature",
            keys={
                "organisation": "organisations.Organisation",
                "signed_by": "organisations.Membership",
            },
            wall=Wall(name="agreementsignature_wall", read=IN_NETWORK, insert=_BY_WHO_SIGNS),
            extra=[
                TenantKey(
                    name="agreementsignature_of_exact_words",
                    columns=("network_id", "version_id", "kind", "number", "text_sha256"),
                    to="organisations.AgreementVersion",
                    to_columns=("network_id", "id", "kind", "number", "text_sha256"),
                ),
                models.CheckConstraint(
                    condition=Q(said_may_sign=True), name="agreementsignature_by_who_may"
                ),
                models.CheckConstraint(
                    condition=Q(expires_at__gt=F("signed_at")),
                    name="agreementsignature_ends_later",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["network", "organisation", "kind", "number"],
                name="signature_of_organisation",
            )
        ]
