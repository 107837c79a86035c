"""Filters of the lists that a member keeps under a name of their own."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.filters.rules import Box

_OF_ONESELF = (
    "EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.member_id AND m.user_id = {user})"
)


class SavedFilter(TenantModel):
    """One member's own, and nobody else's to see. `query` is the part of the address that filters.

    The default one is what opens when the member goes to the referrals without saying which.
    """

    member = tenant_key("organisations.Membership", on_delete=models.CASCADE)
    name = models.CharField(max_length=60)
    box = models.CharField(max_length=10, choices=Box.choices)
    query = models.CharField(max_length=600, blank=True)
    is_default = models.BooleanField(default=False)

    retention = {"keep": ["box", "query", "is_default"], "delete": ["name"]}

    class Meta:
        ordering = ["name", "id"]
        constraints = walled(
            "savedfilter",
            keys={"member": "organisations.Membership"},
            wall=Wall(
                name="savedfilter_wall",
                read=_OF_ONESELF,
                insert=_OF_ONESELF,
                update=_OF_ONESELF,
                changes=["name", "is_default"],
                delete=_OF_ONESELF,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "member", "name"], name="savedfilter_name_once"
                ),
                models.UniqueConstraint(
                    fields=["network", "member"],
                    condition=Q(is_default=True),
                    name="savedfilter_one_default",
                ),
            ],
        )

    def __str__(self) -> str:
        return self.name
