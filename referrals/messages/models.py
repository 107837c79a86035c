"""The thread that joins the two teams of one referral. Words about a person: a letter."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, OWN_TEAM

# Who has it now, since the team that had it gave the service to another of its organisation. The
# sender's part, the desk's and that of whose story it is are not theirs.
_GIVEN_TO_ANOTHER_TEAM = (
    "EXISTS (SELECT 1 FROM referrals_referral h WHERE h.id = {{t}}.referral_id"
    " AND h.assessment_id = {{t}}.assessment_id AND h.to_team_id = ANY ({{teams}})"
    " AND {column} <> ALL (ARRAY[h.from_team_id, h.origin_team_id])"
    " AND {column} IS DISTINCT FROM h.desk_team_id"
    " AND (SELECT a.organisation_id FROM organisations_team a WHERE a.id = {column})"
    "  = (SELECT b.organisation_id FROM organisations_team b WHERE b.id = h.to_team_id))"
)
# Two receivers of one assessment do not read each other's thread.
_OF_BOTH_TEAMS = (
    "(CASE WHEN {t}.to_team_id = ANY ({teams}) THEN true"
    " WHEN {t}.from_team_id = ANY ({teams}) THEN true"
    f" ELSE {_GIVEN_TO_ANOTHER_TEAM.format(column='{t}.to_team_id')} END)"
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
        FORWARD = "forward", _("Why it was passed on")
        REOPEN = "reopen", _("Why it was opened again")

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
                of_person="assessment",
                erases=["by_name", "body"],
                read=_READ,
                insert=f"{OWN_TEAM} AND {_READ} AND EXISTS (SELECT 1 FROM referrals_referral r"
                " WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id"
                " AND r.from_team_id = {t}.from_team_id"
                # The desk's part of the thread is not the receiver's.
                " AND {t}.to_team_id IN (r.to_team_id, r.desk_team_id))",
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(team=F("from_team")) | Q(team=F("to_team")),
                    name="message_of_one_side",
                )
            ],
        )
        indexes = [models.Index(fields=["referral", "at", "id"], name="message_of_referral")]


class MessageRead(TenantModel):
    """How far a person has read one thread. Nobody else sees it."""

    referral = tenant_key("referrals.Referral")
    # The account, and not the membership: the wall asks for nothing else.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # When the newest message that they were shown was written.
    upto = models.DateTimeField()

    retention = {"keep": ["upto"]}

    class Meta:
        constraints = walled(
            "messageread",
            keys={"referral": "referrals.Referral"},
            wall=Wall(
                name="messageread_wall",
                read="{t}.user_id = {user}",
                insert="{t}.user_id = {user} AND EXISTS"
                " (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id)",
                update="{t}.user_id = {user}",
                changes=["upto"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral", "user"], name="messageread_once"
                )
            ],
        )


_BY_AUTHOR = (
    "EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.author_id AND m.user_id = {user})"
)
# By a share of that very team: a colleague's other team opens no note of this one.
_OPEN_TO_ITS_TEAM = (
    f"{OWN_TEAM} AND EXISTS (SELECT 1 FROM referrals_share s"
    " WHERE s.network_id = {t}.network_id AND s.assessment_id = {t}.assessment_id"
    " AND s.team_id = {t}.team_id AND s.until IS NULL)"
)
_OWN_NOTE = f"{_OPEN_TO_ITS_TEAM} AND {_BY_AUTHOR}"


class Note(TenantModel):
    """What somebody keeps for themselves or for their own team. The other side never sees it."""

    class Audience(models.TextChoices):
        SELF = "self", _("Only me")
        TEAM = "team", _("My team")

    referral = tenant_key("referrals.Referral")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    author = tenant_key("organisations.Membership")
    by_name = models.CharField(max_length=120)
    audience = models.CharField(max_length=4, choices=Audience.choices)
    body = models.TextField()
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)

    retention = {
        "keep": ["audience", "at", "edited_at"],
        "redact": ["by_name"],
        "delete": ["body"],
    }

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "note",
            keys={
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
                "author": "organisations.Membership",
            },
            wall=Wall(
                name="note_wall",
                of_person="assessment",
                erases=["by_name", "body"],
                read=(
                    f"CASE WHEN {_OPEN_TO_ITS_TEAM} THEN {{t}}.audience = 'team' OR {_BY_AUTHOR}"
                    # What colleagues wrote goes on with the referral; what was for oneself not.
                    f" ELSE {{t}}.audience = 'team'"
                    f" AND {_GIVEN_TO_ANOTHER_TEAM.format(column='{t}.team_id')}"
                    f" AND {ASSESSMENT_SHARED.format(column='{t}.assessment_id')} END"
                ),
                insert=f"{_OWN_NOTE} AND EXISTS (SELECT 1 FROM referrals_referral r"
                " WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id)",
                update=_OWN_NOTE,
                changes=["body", "edited_at"],
                delete=_OWN_NOTE,
            ),
        )
        indexes = [models.Index(fields=["referral", "at", "id"], name="note_of_referral")]
