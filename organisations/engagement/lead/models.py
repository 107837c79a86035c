"""Handing the lead agency over: proposed, answered by the other organisation, done on its day."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.members.models import BY_COORDINATORS, IN_NETWORK

# Of either side; the desk always may. A network may have had no lead before.
_BY_EITHER = (
    f"CASE WHEN {BY_COORDINATORS} THEN true"
    " WHEN {t}.to_organisation_id = ANY ({managed}) THEN true"
    " WHEN {t}.from_organisation_id IS NULL THEN false"
    " ELSE {t}.from_organisation_id = ANY ({managed}) END"
)
# Who leads now, or the desk where nobody does yet.
_BY_THE_LEAD = (
    f"CASE WHEN {BY_COORDINATORS} THEN true"
    " WHEN {t}.from_organisation_id IS NULL THEN false"
    " ELSE {t}.from_organisation_id = ANY ({managed}) END"
)
# Everybody of the network reads how the lead changed, and nobody else's refusals.
_READ = f"CASE WHEN {{t}}.status = 'done' THEN {IN_NETWORK} ELSE {_BY_EITHER} END"
_OF_IT = (
    "EXISTS (SELECT 1 FROM organisations_leadhandover h WHERE h.network_id = {t}.network_id"
    " AND h.id = {t}.handover_id"
)
# Nobody adds to what was already answered.
_ADDED = f"{_OF_IT} AND h.status = 'proposed')"


class HandoverStatus(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back")
    DONE = "done", _("Done")
    # On its day the organisation was no member any more.
    FELL_THROUGH = "fell_through", _("Could not happen")


OPEN = (HandoverStatus.PROPOSED, HandoverStatus.ACCEPTED)


class LeadHandover(TenantModel):
    """One proposal that another organisation leads. What is left empty of the desk stays."""

    from_organisation = tenant_key("organisations.Organisation", null=True, blank=True)
    to_organisation = tenant_key("organisations.Organisation")
    status = models.CharField(
        max_length=12, choices=HandoverStatus.choices, default=HandoverStatus.PROPOSED
    )
    takes_effect_on = models.DateField()
    reason = models.TextField()
    desk_name = models.CharField(max_length=120, blank=True)
    helpline_phone = models.CharField(max_length=30, blank=True)
    helpline_email = models.EmailField(blank=True)
    helpline_hours = models.CharField(max_length=120, blank=True)
    proposed_by = tenant_key("organisations.Membership")
    proposed_at = models.DateTimeField()
    answered_by = tenant_key("organisations.Membership", null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Why it was refused, or taken back.
    answer = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)

    retention = {
        "keep": [
            "status",
            "takes_effect_on",
            "reason",
            "desk_name",
            "helpline_phone",
            "helpline_email",
            "helpline_hours",
            "proposed_at",
            "answered_at",
            "answer",
            "done_on",
        ]
    }

    class Meta:
        constraints = walled(
            "leadhandover",
            keys={
                "from_organisation": "organisations.Organisation",
                "to_organisation": "organisations.Organisation",
                "proposed_by": "organisations.Membership",
                "answered_by": "organisations.Membership",
            },
            wall=Wall(
                name="leadhandover_wall",
                read=_READ,
                # Only the system says that it is done: with it the roles and the lead change.
                insert=f"{{t}}.status = 'proposed' AND ({_BY_THE_LEAD})",
                update=_BY_EITHER,
                after=(
                    "CASE WHEN {t}.status IN ('done', 'fell_through') THEN {role} = 'system'"
                    f" ELSE ({_BY_EITHER}) END"
                ),
                changes=["status", "answered_by", "answered_at", "answer", "done_on"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network"],
                    condition=Q(status__in=["proposed", "accepted"]),
                    name="leadhandover_one_at_a_time",
                ),
                models.CheckConstraint(
                    condition=Q(from_organisation=None)
                    | Q(from_organisation__isnull=False)
                    & ~Q(from_organisation=F("to_organisation")),
                    name="leadhandover_to_another",
                ),
                models.CheckConstraint(
                    condition=Q(status="done", done_on__isnull=False)
                    | ~Q(status="done") & Q(done_on=None),
                    name="leadhandover_done_on_a_day",
                ),
            ],
        )


class HandoverRole(TenantModel):
    """Somebody who becomes a coordinator with the handover, or stops being one."""

    handover = tenant_key("organisations.LeadHandover", related_name="role_changes")
    member = tenant_key("organisations.Membership")
    gets = models.BooleanField()

    retention = {"keep": ["gets"]}

    class Meta:
        constraints = walled(
            "handoverrole",
            keys={
                "handover": "organisations.LeadHandover",
                "member": "organisations.Membership",
            },
            wall=Wall(name="handoverrole_wall", read=f"{_OF_IT})", insert=_ADDED),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "handover", "member"], name="handoverrole_once"
                )
            ],
        )
