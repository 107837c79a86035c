"""What somebody has typed on a step of the journey and not saved yet."""

from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import OWN_TEAM
from referrals.drafts.rules import KEPT_DAYS

_OVER = f"{{t}}.kept_at < now() - interval '{KEPT_DAYS} days'"
_TEAMS_OR_OVER = f"CASE WHEN {{role}} = 'custodian' THEN {_OVER} ELSE {OWN_TEAM} END"
# Nobody types in somebody else's name.
_BY_THEMSELVES = (
    f"{OWN_TEAM} AND EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.member_id AND m.user_id = {user})"
)


class Step(models.TextChoices):
    WHO = "who"
    WHAT = "what"
    SERVICES = "services"
    AGREE = "agree"
    CHECK = "check"
    ONE_PAGE = "one-page"
    # Of a conversation that was sent: what is typed at a check on how they are.
    CHECK_IN = "check-in"


class KeptTyping(TenantModel):
    """One form as it stands in one person's browser: names and values, judged by nobody yet.

    Of a letter, so a letter: for the team alone. The conversation may not exist yet. `before` says
    what the step held when the page was opened: if it holds something else now, both are shown.
    """

    team = tenant_key("organisations.Team")
    member = tenant_key("organisations.Membership")
    assessment_id = models.UUIDField()
    step = models.CharField(max_length=8, choices=Step.choices)
    data = models.JSONField()
    before = models.CharField(max_length=64, blank=True)
    kept_at = models.DateTimeField()

    retention = {"keep": ["assessment_id", "step", "before", "kept_at"], "delete": ["data"]}

    class Meta:
        constraints = walled(
            "kepttyping",
            keys={"team": "organisations.Team", "member": "organisations.Membership"},
            wall=Wall(
                name="kepttyping_wall",
                of_person="assessment",
                erases=["data"],
                read=_TEAMS_OR_OVER,
                insert=_BY_THEMSELVES,
                update=_BY_THEMSELVES,
                changes=["data", "before", "kept_at"],
                delete=_TEAMS_OR_OVER,
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "team", "assessment_id", "step", "member"],
                    name="kepttyping_once",
                )
            ],
        )
        indexes = [models.Index(fields=["team", "kept_at"], name="kepttyping_of_team")]
