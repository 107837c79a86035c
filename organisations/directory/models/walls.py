"""Who may read and write the directory: what every table of it shares."""

from collections.abc import Mapping, Sequence

from django.db import models

from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

# The people of a team and their manager write about its services.
BY_TEAM = f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {{t}}.team_id = ANY ({{envelopes}}) END"
BY_TEAM_OF_SERVICE = (
    f"CASE WHEN {BY_COORDINATORS} THEN true ELSE EXISTS (SELECT 1 FROM organisations_service o"
    " WHERE o.id = {t}.service_id AND o.team_id = ANY ({envelopes})) END"
)
# Members see all of their network; the public sees what is published and meant for everybody,
# in the service and in everything that hangs on it: one forgotten filter publishes no refuge.
OPEN_SERVICE = (
    "EXISTS (SELECT 1 FROM organisations_service p WHERE p.id = {t}.service_id"
    " AND p.network_id = {t}.network_id)"
)


def read(public: str) -> str:
    """Members all of it; the public what `public` says, beside the network."""
    return (
        f"CASE WHEN {IN_NETWORK} THEN true WHEN {{role}} = 'public' THEN ({public}) ELSE false END"
    )


def part(
    prefix: str,
    *,
    public: str = OPEN_SERVICE,
    keys: Mapping[str, str] | None = None,
    extra: Sequence[models.BaseConstraint] = (),
) -> list[models.BaseConstraint]:
    """The walls of what hangs on a service: replaced as a whole when its page is saved."""
    return walled(
        prefix,
        keys={"service": "organisations.Service", **(keys or {})},
        wall=Wall(
            name=f"{prefix}_wall",
            read=read(public),
            insert=BY_TEAM_OF_SERVICE,
            delete=BY_TEAM_OF_SERVICE,
        ),
        extra=extra,
    )
