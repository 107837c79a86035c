"""When a team first sent and received, so that nobody has to count all referrals to know."""

from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.pipeline.rules import Mark
from organisations.members.models import BY_MEMBERS

_BY_SYSTEM = "{role} = 'system'"


class Milestone(TenantModel):
    """One date of one team. It is known of a team, and says nothing about a person."""

    team = tenant_key("organisations.Team", related_name="milestones")
    code = models.CharField(max_length=16, choices=Mark.choices)
    at = models.DateTimeField()

    retention = {"keep": ["code", "at"]}

    class Meta:
        constraints = walled(
            "milestone",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="milestone_wall",
                read=BY_MEMBERS,
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
                changes=["at"],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "team", "code"], name="milestone_once")
            ],
        )
