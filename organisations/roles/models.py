"""Roles as object permissions, each held on something, in tables that know their network."""

from typing import Any

from django.db import models
from django.db.models import Q
from guardian.models import UserObjectPermissionBase

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import (
    BY_COORDINATORS,
    OWN_OR_IN_NETWORK,
    by_managers,
    by_managers_of_team,
)

_KEY_OF_TEAM = by_managers_of_team("{t}.team_id")


def _role_constraints(
    prefix: str, *, content: str | None, given_by: str
) -> list[models.BaseConstraint]:
    given = f"{{t}}.network_id = {{network}} AND ({given_by})"
    return walled(
        prefix,
        keys={"content_object": content} if content else {},
        wall=Wall(
            name=f"{prefix}_wall",
            networked=False,
            read=OWN_OR_IN_NETWORK,
            insert=given,
            delete=given,
        ),
        extra=[
            models.UniqueConstraint(
                fields=["network", "user", "permission", "content_object"], name=f"{prefix}_once"
            )
        ],
    )


class _Role(TenantModel, UserObjectPermissionBase):
    content_object: Any
    retention: dict[str, list[str]] = {"keep": []}

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        # guardian's assign_perm knows no network: the object's own is the only right one.
        self.network_id = getattr(self.content_object, "network_id", self.content_object.pk)
        super().save(*args, **kwargs)


class TeamRole(_Role):
    """`work`: the role worker."""

    content_object = tenant_key(
        "organisations.Team", on_delete=models.CASCADE, related_name="roles"
    )

    class Meta:
        constraints = _role_constraints(
            "teamrole",
            content="organisations.Team",
            given_by=by_managers_of_team("{t}.content_object_id"),
        )
        indexes = [models.Index(fields=["content_object"], name="teamrole_of_team")]


class OrganisationRole(_Role):
    """`manage`: the role manager."""

    content_object = tenant_key(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="roles"
    )

    class Meta:
        constraints = _role_constraints(
            "organisationrole",
            content="organisations.Organisation",
            given_by=by_managers("{t}.content_object_id"),
        )


class NetworkRole(_Role):
    """`coordinate`, `analyse`: the roles coordinator and analyst."""

    content_object = models.ForeignKey("networks.Network", models.CASCADE, related_name="roles")

    class Meta:
        constraints = [
            *_role_constraints("networkrole", content=None, given_by=BY_COORDINATORS),
            models.CheckConstraint(
                condition=Q(network=models.F("content_object")), name="networkrole_on_its_network"
            ),
        ]


class ApiKey(TenantModel):
    """A key of a team, or of an analyst for reports alone. Its secret is only ever a hash."""

    name = models.CharField(max_length=120)
    team = tenant_key("organisations.Team", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    retention = {"keep": ["name", "created_at", "revoked_at"]}

    class Meta:
        constraints = walled(
            "apikey",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="apikey_wall",
                read=_KEY_OF_TEAM,
                insert=_KEY_OF_TEAM,
                update=_KEY_OF_TEAM,
                changes=["revoked_at", "team"],
            ),
        )
