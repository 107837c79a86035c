"""Files that go with a conversation: in the database, behind the same wall as the answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.attachments.rules import MAX_NAME, MAX_SIZE, Kind
from referrals.clients.models import ASSESSMENT_WRITTEN, OWN_TEAM

_WRITTEN = ASSESSMENT_WRITTEN.format(column="{t}.assessment_id")


class Attachment(TenantModel):
    """A file that `team` put beside what it was told.

    A receiver reads it when its open share lists the item that `rules.item_of` names. `goes_to`
    are the services it is meant for; none given means every service that is chosen.
    """

    assessment = tenant_key(
        "referrals.Assessment", related_name="attachments", on_delete=models.CASCADE
    )
    team = tenant_key("organisations.Team")
    uploaded_by = tenant_key("organisations.Membership", null=True)
    name = models.CharField(max_length=MAX_NAME)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    goes_to = ArrayField(models.UUIDField(), null=True, blank=True)
    at = models.DateTimeField()

    retention = {
        "keep": ["kind", "size", "goes_to", "at"],
        "redact": ["name"],
        "delete": ["sha256", "content"],
    }

    class Meta:
        constraints = walled(
            "attachment",
            keys={
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
                "uploaded_by": "organisations.Membership",
            },
            # With a conversation that was never sent.
            cascade=["assessment"],
            wall=Wall(
                name="attachment_wall",
                of_person="assessment",
                erases=["name", "sha256", "content"],
                read=(
                    "EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {t}.network_id"
                    " AND s.assessment_id = {t}.assessment_id AND s.team_id = ANY ({teams})"
                    " AND s.until IS NULL AND (s.ground = 'origin'"
                    " OR 'file:' || replace({t}.id::text, '-', '') = ANY (s.items)))"
                ),
                insert=f"{OWN_TEAM} AND {_WRITTEN}",
                update=f"{OWN_TEAM} AND {_WRITTEN}",
                changes=["goes_to"],
                delete=f"{OWN_TEAM} AND {_WRITTEN}",
            ),
            extra=[
                TenantKey(
                    name="attachment_of_the_team_that_wrote",
                    columns=("network_id", "assessment_id", "team_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                    cascades=True,
                ),
                models.CheckConstraint(
                    condition=Q(size__gte=1, size__lte=MAX_SIZE), name="attachment_size"
                ),
            ],
        )
        indexes = [models.Index(fields=["assessment", "at"], name="attachment_of_assessment")]
