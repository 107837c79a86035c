"""Whom the teams of a practice network stand for."""

from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import IN_NETWORK

_BY_SYSTEM = "{role} = 'system'"


class PracticeTeam(TenantModel):
    """A team of a practice network: it stands for one of the live network, or is made up.

    After a reset another team stands for the same one; this one is closed then.
    """

    team = tenant_key("organisations.Team")
    # Of the live network, which no key of this one can name. None: made up.
    home_team = models.UUIDField(null=True, editable=False)
    home_organisation = models.UUIDField(null=True, editable=False)
    since = models.DateTimeField()
    # When everything that was practised in it was ended, and nobody works in it any more.
    ended_at = models.DateTimeField(null=True)

    retention = {"keep": ["home_team", "home_organisation", "since", "ended_at"]}

    class Meta:
        constraints = walled(
            "practiceteam",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="practiceteam_wall",
                read=IN_NETWORK,
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["ended_at"],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "team"], name="practiceteam_once"),
                models.UniqueConstraint(
                    fields=["network", "home_team"],
                    condition=Q(home_team__isnull=False, ended_at=None),
                    name="practiceteam_one_at_a_time",
                ),
                models.CheckConstraint(
                    condition=Q(home_team=None, home_organisation=None)
                    | Q(home_team__isnull=False, home_organisation__isnull=False),
                    name="practiceteam_stands_for_a_team",
                ),
            ],
        )
