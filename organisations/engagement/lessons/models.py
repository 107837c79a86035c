"""What a person has learnt and practised, and which notes on their home page they have had."""

from django.db import models
from django.db.models import F, Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS

# Lists of ids, made once per query: a sub-select for each row would be slow on a page of people.
_OF_ONESELF = (
    "{t}.membership_id IN (SELECT m.id FROM organisations_membership m WHERE m.user_id = {user})"
)
_OF_THEIR_PEOPLE = (
    "{t}.membership_id IN (SELECT m.id FROM organisations_membership m"
    " WHERE m.network_id = {network} AND m.user_id IN ("
    "SELECT r.user_id FROM organisations_teamrole r"
    " JOIN organisations_team w ON w.id = r.content_object_id"
    " WHERE w.organisation_id = ANY ({managed})"
    " UNION ALL SELECT o.user_id FROM organisations_organisationrole o"
    " WHERE o.content_object_id = ANY ({managed})))"
)


class LessonDone(TenantModel):
    """A lesson read to its end, or something done in the practice network: how often, and when.

    Always a row of the live network, so that a practice network can be emptied at will.
    """

    membership = tenant_key("organisations.Membership", on_delete=models.CASCADE)
    code = models.CharField(max_length=30)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    retention = {"keep": ["code", "first_at", "last_at", "times"]}

    class Meta:
        constraints = walled(
            "lessondone",
            keys={"membership": "organisations.Membership"},
            wall=Wall(
                name="lessondone_wall",
                read=(
                    f"CASE WHEN {BY_COORDINATORS} THEN true WHEN {_OF_ONESELF} THEN true"
                    f" WHEN {{managed}} IS NULL THEN false ELSE {_OF_THEIR_PEOPLE} END"
                ),
                insert=_OF_ONESELF,
                update=_OF_ONESELF,
                changes=["last_at", "times"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "membership", "code"], name="lessondone_once"
                ),
                models.CheckConstraint(
                    condition=Q(times__gte=1, last_at__gte=F("first_at")),
                    name="lessondone_in_order",
                ),
            ],
        )

    def __str__(self) -> str:
        return self.code


class PanelShown(TenantModel):
    """A note on somebody's own home page: the tip of a month, or the welcome after a long time."""

    class Kind(models.TextChoices):
        TIP = "tip"
        WELCOME = "welcome"

    membership = tenant_key("organisations.Membership", on_delete=models.CASCADE)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    code = models.CharField(max_length=30)
    # The first day of the month: never two of a kind in one.
    month = models.DateField()
    shown_on = models.DateField()
    dismissed_at = models.DateTimeField(null=True, blank=True)

    retention = {"keep": ["kind", "code", "month", "shown_on", "dismissed_at"]}

    class Meta:
        constraints = walled(
            "panelshown",
            keys={"membership": "organisations.Membership"},
            wall=Wall(
                name="panelshown_wall",
                read=_OF_ONESELF,
                insert=_OF_ONESELF,
                update=_OF_ONESELF,
                changes=["dismissed_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "membership", "kind", "month"],
                    name="panelshown_once_a_month",
                )
            ],
        )

    def __str__(self) -> str:
        return self.code
