"""The data sharing agreement: no signature, no personal data."""

from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import IN_NETWORK, by_managers


class AgreementSignature(TenantModel):
    """Evidence that somebody who may has signed: a share to a team without one is refused."""

    organisation = tenant_key("organisations.Organisation", related_name="signatures")
    version = models.CharField(max_length=20)
    text_sha256 = models.CharField(max_length=64)
    signed_by_name = models.CharField(max_length=120)
    signed_by_role = models.CharField(max_length=120)
    signed_at = models.DateTimeField()

    retention = {
        "keep": ["version", "text_sha256", "signed_by_name", "signed_by_role", "signed_at"]
    }

    class Meta:
        constraints = walled(
            "agreementsignature",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="agreementsignature_wall",
                read=IN_NETWORK,
                insert=by_managers("{t}.organisation_id"),
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "organisation", "version"], name="agreementsignature_once"
                )
            ],
        )
