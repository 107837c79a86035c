"""The thread that joins the two teams of one referral. Words about a person: a letter."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, OWN_TEAM

# Two receivers of one assessment do not read each other's thread.
_OF_BOTH_TEAMS = (
    "(CASE WHEN {t}.to_team_id = ANY ({teams}) THEN true ELSE {t}.from_team_id = ANY ({teams}) END)"
)
_READ = f"{_OF_BOTH_TEAMS} AND {ASSESSMENT_SHARED.format(column='{t}.assessment_id')}"


class Message(TenantModel):
    """What one side wrote. The words of a decline or a withdrawal are kept here too."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("Message")
        DECLINE = "decline", _("Why it was declined")
        WITHDRAW = "withdraw", _("Why it was withdrawn")
        CONTACT = "contact", _("Note of a call")
        CLOSE = "close", _("Note on closing")
        QUESTION = "question", _("Question")
        ANSWER = "answer", _("Answer")

    referral = tenant_key("referrals.Referral", related_name="messages")
    assessment = tenant_key("referrals.Assessment")
    from_team = tenant_key("organisations.Team")
    to_team = tenant_key("organisations.Team")
    team = tenant_key("organisations.Team")
    author_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MESSAGE)
    body = models.TextField()
    at = models.DateTimeField()

    retention = {"keep": ["kind", "at", "author_id"], "redact": ["by_name"], "delete": ["body"]}

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "message",
            keys={
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "from_team": "organisations.Team",
                "to_team": "organisations.Team",
                "team": "organisations.Team",
            },
            wall=Wall(
                name="message_wall",
                read=_READ,
                insert=f"{OWN_TEAM} AND {_READ} AND EXISTS (SELECT 1 FROM referrals_referral r"
                " WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id"
                " AND r.from_team_id = {t}.from_team_id AND r.to_team_id = {t}.to_team_id)",
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(team=F("from_team")) | Q(team=F("to_team")),
                    name="message_of_one_side",
                )
            ],
        )
        indexes = [models.Index(fields=["referral", "at", "id"], name="message_of_referral")]
