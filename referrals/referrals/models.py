"""The envelope: everything that may be known of a referral without knowing about the person."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.assessments.models import Urgency
from referrals.referrals.rules import ENDED, NEWS, OPEN, DeclineReason, EventKind, Outcome, Status

# CASE and not OR: an OR between two team columns loses the list's own index.
_READ = (
    "CASE WHEN {role} = 'system' THEN true"
    " WHEN {t}.from_team_id = ANY ({envelopes}) THEN true"
    " WHEN {t}.status = 'draft' THEN false"
    " WHEN {role} = 'coordinator' THEN true"
    " WHEN {t}.to_team_id = ANY ({envelopes}) THEN true"
    " WHEN {t}.owner_team_id = ANY ({envelopes}) THEN true"
    # Whose story it is sees where it was passed on to, and the desk what went through it.
    " WHEN {t}.origin_team_id = ANY ({envelopes}) THEN true"
    " ELSE {t}.desk_team_id = ANY ({envelopes}) END"
)
_UPDATE = (
    "CASE WHEN {role} = 'system' THEN true"
    " WHEN {t}.from_team_id = ANY ({teams}) THEN true"
    " WHEN {t}.status = 'draft' THEN false"
    " WHEN {t}.to_team_id = ANY ({teams}) THEN true"
    " WHEN {t}.owner_team_id = ANY ({teams}) THEN true"
    " ELSE {t}.desk_team_id = ANY ({teams}) END"
)
_VISIBLE = "EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id)"
# Who sees an envelope does not act in it: an event is written by a team of the referral itself.
_BY_PARTY = (
    "EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = {t}.referral_id"
    " AND ({role} = 'system' OR {t}.team_id = ANY ({teams})"
    "  AND {t}.team_id IN (r.from_team_id, r.to_team_id, r.owner_team_id, r.desk_team_id))"
    " AND ({t}.other_team_id IS NULL"
    "  OR {t}.other_team_id IN (r.from_team_id, r.to_team_id, r.desk_team_id)))"
)
# The teams stand on the event itself: with the sub-select alone PostgreSQL read the whole table
# of referrals for ten lines of news (129 ms at 200,000 referrals; 0.1 ms so).
_READ_EVENT = (
    "CASE WHEN {t}.other_team_id = ANY ({envelopes}) THEN true"
    " WHEN {t}.team_id = ANY ({envelopes}) THEN true"
    f" ELSE {_VISIBLE} END"
)


class Referral(TenantModel):
    """Who asks whom for what. The names shown in lists are frozen here with the sectors."""

    reference = models.CharField(max_length=9)
    assessment = tenant_key("referrals.Assessment", related_name="referrals", db_index=False)
    from_team = tenant_key("organisations.Team")
    to_team = tenant_key("organisations.Team", null=True)
    service = tenant_key("organisations.Service", null=True)
    owner_team = tenant_key("organisations.Team", null=True)
    # The team that was told the story: the sender, unless somebody passed it on.
    origin_team = tenant_key("organisations.Team")
    # The desk, once it has come there: sent by the referrer, or given by the clock.
    desk_team = tenant_key("organisations.Team", null=True)
    sent_by = tenant_key("organisations.Membership", null=True)
    assigned_to = tenant_key("organisations.Membership", null=True)
    forwarded_from = tenant_key("referrals.Referral", null=True, related_name="forwarded_to")
    # The person asked for themselves on the public page: no worker sent it, it is the desk's.
    self_referred = models.BooleanField(default=False)

    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    needs = ArrayField(models.CharField(max_length=30))
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    decline_reason = models.CharField(max_length=24, choices=DeclineReason.choices, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)

    service_name = models.CharField(max_length=120, blank=True)
    from_name = models.CharField(max_length=250)
    to_name = models.CharField(max_length=250, blank=True)
    from_sector = models.CharField(max_length=20)
    from_type = models.CharField(max_length=40, blank=True)
    to_sector = models.CharField(max_length=20, blank=True)
    to_type = models.CharField(max_length=40, blank=True)
    from_scheme = models.CharField(max_length=40, blank=True)
    to_scheme = models.CharField(max_length=40, blank=True)
    # None: the desk, which belongs to no organisation.
    from_organisation = tenant_key("organisations.Organisation", null=True, db_index=False)
    to_organisation = tenant_key("organisations.Organisation", null=True, db_index=False)

    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    first_contact_at = models.DateTimeField(null=True)
    # The receiver's first answer, whatever it was; and how much working time went by until then,
    # and from the acceptance to the first contact. In time: within the network's standard of then.
    answered_at = models.DateTimeField(null=True)
    answer_minutes = models.PositiveIntegerField(null=True)
    answer_in_time = models.BooleanField(null=True)
    contact_minutes = models.PositiveIntegerField(null=True)
    contact_in_time = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    next_action_at = models.DateTimeField(null=True)
    # The receiver's working time that was left when it asked: its clock stands still meanwhile.
    clock_left = models.DurationField(null=True)
    changed_at = models.DateTimeField()

    retention = {
        "keep": [
            "reference",
            "status",
            "needs",
            "urgency",
            "decline_reason",
            "outcome",
            "self_referred",
            "service_name",
            "from_name",
            "to_name",
            "from_sector",
            "from_type",
            "to_sector",
            "to_type",
            "from_scheme",
            "to_scheme",
            "created_at",
            "sent_at",
            "seen_at",
            "accepted_at",
            "first_contact_at",
            "answered_at",
            "answer_minutes",
            "answer_in_time",
            "contact_minutes",
            "contact_in_time",
            "ended_at",
            "next_action_at",
            "clock_left",
            "changed_at",
        ]
    }

    class Meta:
        constraints = walled(
            "referral",
            keys={
                "assessment": "referrals.Assessment",
                "from_team": "organisations.Team",
                "to_team": "organisations.Team",
                "from_organisation": "organisations.Organisation",
                "to_organisation": "organisations.Organisation",
                "owner_team": "organisations.Team",
                "origin_team": "organisations.Team",
                "desk_team": "organisations.Team",
                "service": "organisations.Service",
                "sent_by": "organisations.Membership",
                "assigned_to": "organisations.Membership",
                "forwarded_from": "referrals.Referral",
            },
            wall=Wall(
                name="referral_wall",
                read=_READ,
                update=_UPDATE,
                # Who asked, from which story and under which reference stays for ever.
                changes=[
                    "to_team",
                    "to_organisation",
                    "service",
                    "owner_team",
                    "desk_team",
                    "sent_by",
                    "assigned_to",
                    "status",
                    "needs",
                    "urgency",
                    "decline_reason",
                    "outcome",
                    "service_name",
                    "to_name",
                    "to_sector",
                    "to_type",
                    "to_scheme",
                    "sent_at",
                    "seen_at",
                    "accepted_at",
                    "first_contact_at",
                    "answered_at",
                    "answer_minutes",
                    "answer_in_time",
                    "contact_minutes",
                    "contact_in_time",
                    "ended_at",
                    "next_action_at",
                    "clock_left",
                    "changed_at",
                ],
                insert=(
                    "CASE WHEN {t}.from_team_id = ANY ({teams}) THEN true"
                    # The desk splits by need what has come to it, and stays with it.
                    " ELSE {t}.desk_team_id = ANY ({teams})"
                    " AND {t}.owner_team_id = {t}.desk_team_id"
                    "  AND {t}.status = 'with_broker' AND {t}.from_team_id = {t}.origin_team_id END"
                    " AND EXISTS"
                    " (SELECT 1 FROM referrals_assessment a WHERE a.id = {t}.assessment_id)"
                ),
                # A team's own choice, taken back; what it left so for 30 days goes by itself.
                delete=(
                    "{t}.status = 'draft' AND CASE WHEN {role} = 'system'"
                    " THEN {t}.changed_at < now() - interval '30 days'"
                    " ELSE {t}.from_team_id = ANY ({teams}) END"
                ),
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "reference"], name="referral_reference_once"
                ),
                TenantKey(
                    name="referral_origin_wrote_it",
                    columns=("network_id", "assessment_id", "origin_team_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                ),
                models.UniqueConstraint(
                    fields=["network", "assessment", "service"],
                    condition=Q(status__in=OPEN),
                    name="referral_open_once_per_service",
                ),
                # The invariant that ends chasing: nothing waits on nobody.
                models.CheckConstraint(
                    condition=Q(
                        status__in=ENDED,
                        owner_team=None,
                        next_action_at=None,
                        ended_at__isnull=False,
                    )
                    | Q(
                        status__in=OPEN,
                        owner_team__isnull=False,
                        next_action_at__isnull=False,
                        ended_at=None,
                    ),
                    name="referral_owned_until_ended",
                ),
                models.CheckConstraint(
                    condition=Q(status="returned", clock_left__isnull=False)
                    | ~Q(status="returned") & Q(clock_left=None),
                    name="referral_clock_stands_while_returned",
                ),
                models.CheckConstraint(
                    condition=Q(status="declined") & ~Q(decline_reason="")
                    | ~Q(status="declined") & Q(decline_reason=""),
                    name="referral_declined_says_why",
                ),
                models.CheckConstraint(
                    condition=Q(status__in=["draft", "with_broker", "withdrawn"])
                    | Q(status__in=["returned", "declined"], desk_team__isnull=False)
                    | Q(service__isnull=False, to_team__isnull=False),
                    name="referral_goes_somewhere",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["owner_team", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_what_needs_you",
            ),
            models.Index(
                fields=["to_team", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_received",
            ),
            models.Index(
                fields=["from_team", "-created_at", "-id"],
                condition=Q(status__in=OPEN),
                name="referral_sent",
            ),
            models.Index(
                fields=["from_team", "-ended_at", "-id"],
                condition=Q(status__in=ENDED),
                name="referral_ended_sent",
            ),
            models.Index(
                fields=["to_team", "-ended_at", "-id"],
                condition=Q(status__in=ENDED),
                name="referral_ended_received",
            ),
            # The board's columns: a status at a time, what is due first.
            models.Index(
                fields=["to_team", "status", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_received_by_status",
            ),
            # The other orders of the lists: newest or oldest, most urgent, and the sent ones by
            # what is due. Read an urgency at a time, the last serves two orders.
            models.Index(
                fields=["to_team", "-created_at", "-id"],
                condition=Q(status__in=OPEN),
                name="referral_received_by_age",
            ),
            models.Index(
                fields=["to_team", "urgency", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_received_urgent",
            ),
            models.Index(
                fields=["from_team", "urgency", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_sent_urgent",
            ),
            models.Index(fields=["network", "-created_at", "-id"], name="referral_of_network"),
            models.Index(
                fields=["network", "next_action_at", "id"],
                condition=Q(status__in=OPEN),
                name="referral_open_of_network",
            ),
            models.Index(fields=["assessment"], name="referral_of_assessment"),
            models.Index(fields=["network", "accepted_at"], name="referral_accepted"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def writes_to(self) -> UUID:
        """Whom the sender's words are for: the receiving team, or the desk before there is one."""
        team = self.to_team_id or self.desk_team_id
        if team is None:
            raise ValueError("This referral has gone to nobody yet.")
        return team

    @property
    def receiver_id(self) -> UUID:
        """The receiving team of a referral that has one: all but those still with the desk."""
        if self.to_team_id is None:
            raise ValueError("This referral has no receiving team yet.")
        return self.to_team_id


class ReferralEvent(TenantModel):
    """Something that happened, in codes. Only ever added: the database refuses the rest."""

    referral = tenant_key("referrals.Referral", related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    from_status = models.CharField(max_length=12, blank=True)
    to_status = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    team = tenant_key("organisations.Team", null=True)
    # The team on the other side: this is news to it.
    other_team = tenant_key("organisations.Team", null=True, db_index=False)
    # The member or the key, without a foreign key: who acted outlives the membership.
    actor_id = models.UUIDField(null=True)
    # The worker's or key's name as it was then: a later leaver does not change what happened.
    by_name = WorkerName(max_length=120, blank=True)
    # Whom it was given to, by the name as it was then too.
    given_to = WorkerName(max_length=120, blank=True)
    detail = models.CharField(max_length=40, blank=True)

    retention = {
        "keep": ["kind", "from_status", "to_status", "at", "actor_id", "detail"],
        "redact": ["by_name", "given_to"],
    }

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "referralevent",
            keys={
                "referral": "referrals.Referral",
                "team": "organisations.Team",
                "other_team": "organisations.Team",
            },
            wall=Wall(
                name="referralevent_wall",
                of_worker={"by_name": "actor_id", "given_to": ""},
                read=_READ_EVENT,
                insert=_BY_PARTY,
            ),
        )
        indexes = [
            models.Index(fields=["referral", "at", "id"], name="referralevent_of_referral"),
            models.Index(
                fields=["other_team", "-at"],
                condition=Q(kind__in=NEWS),
                name="referralevent_news",
            ),
            # Who did not answer in time lately: few, and read for the whole network.
            models.Index(
                fields=["network", "at"],
                condition=Q(kind="escalated"),
                name="referralevent_escalated",
            ),
        ]
