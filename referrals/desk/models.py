"""What the desk asks of services before anybody's details go anywhere, and who looks after what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS
from referrals.assessments.models import Urgency

_OF_DESK = (
    "EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id"
    " AND r.desk_team_id = ANY ({teams}))"
)


class Offer(TenantModel):
    """One service asked by the desk: what is needed and how soon, and nothing about the person.

    The first team to say yes gets the referral; then every other offer of it is over.
    """

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("They can help")
        REFUSED = "refused", _("They cannot help")
        # Somebody else was first, the desk found another way, or it was taken back.
        OVER = "over", _("No longer needed")

    referral = tenant_key("referrals.Referral", related_name="offers")
    service = tenant_key("organisations.Service")
    team = tenant_key("organisations.Team")
    needs = ArrayField(models.CharField(max_length=30))
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    made_by = tenant_key("organisations.Membership", null=True)
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    answered_by = tenant_key("organisations.Membership", null=True)
    answered_at = models.DateTimeField(null=True)

    retention = {
        "keep": ["needs", "urgency", "made_at", "answer_by", "answer", "answered_at"],
    }

    class Meta:
        constraints = walled(
            "offer",
            keys={
                "referral": "referrals.Referral",
                "service": "organisations.Service",
                "team": "organisations.Team",
                "made_by": "organisations.Membership",
                "answered_by": "organisations.Membership",
            },
            wall=Wall(
                name="offer_wall",
                # The team asked; and whoever may see the envelope: the referrer, the desk.
                read=(
                    "CASE WHEN {role} = 'system' THEN true"
                    " WHEN {t}.team_id = ANY ({envelopes}) THEN true ELSE EXISTS"
                    " (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id) END"
                ),
                insert=f"{_OF_DESK} AND {{t}}.answer = ''",
                update=(
                    "CASE WHEN {role} = 'system' THEN true"
                    f" WHEN {{t}}.team_id = ANY ({{teams}}) THEN true ELSE {_OF_DESK} END"
                ),
                changes=["team", "answer", "answered_by", "answered_at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral", "service"],
                    condition=Q(answer=""),
                    name="offer_open_once_per_service",
                ),
                models.UniqueConstraint(
                    fields=["network", "referral"],
                    condition=Q(answer="accepted"),
                    name="offer_accepted_by_one",
                ),
                models.CheckConstraint(
                    condition=Q(answer="", answered_at=None)
                    | ~Q(answer="") & Q(answered_at__isnull=False),
                    name="offer_answered_at_a_time",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["team", "answer_by"], condition=Q(answer=""), name="offer_waiting"
            ),
            models.Index(fields=["referral"], name="offer_of_referral"),
        ]


class DeskTask(TenantModel):
    """Which coordinator looks after something that waits for the desk.

    `subject_id` is of the table that the kind is about: a referral, a team, an organisation, ...
    It says nothing once the matter ended, or once they coordinate no more.
    """

    kind = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    member = tenant_key("organisations.Membership", null=True)
    at = models.DateTimeField()

    retention = {"keep": ["kind", "subject_id", "at"]}

    class Meta:
        constraints = walled(
            "desktask",
            keys={"member": "organisations.Membership"},
            wall=Wall(
                name="desktask_wall",
                read=BY_COORDINATORS,
                insert=BY_COORDINATORS,
                update=BY_COORDINATORS,
                changes=["member", "at"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "kind", "subject_id"], name="desktask_once_per_subject"
                )
            ],
        )
        indexes = [models.Index(fields=["member"], name="desktask_of_member")]
