"""What a person asked for by right, and what became of it.

Requests, restrictions and erasures are envelopes: ids, codes and days. What was put right, and
what it was before, is a letter.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.clients.models import CLIENT_SHARED
from referrals.rights.rules import (
    AskedBy,
    Identity,
    Kind,
    Longer,
    Refused,
    State,
    StepKind,
    WhyErased,
    WhyLifted,
    WhyRestricted,
)

_KNOWN = CLIENT_SHARED.format(column="{t}.client_id")
_DESK = "{role} IN ('coordinator', 'system')"
# Who puts their own number right does so from their own page.
_OWN_OR_KNOWN = f"CASE WHEN {{role}} = 'person' THEN {{t}}.client_id = {{person}} ELSE {_KNOWN} END"
_KEEPERS_OR_KNOWN = (
    f"CASE WHEN {_DESK} THEN true WHEN {{role}} = 'custodian'"
    f" THEN {{t}}.client_id = {{person}} ELSE {_KNOWN} END"
)
# A restriction holds for every record of the person: of other teams it is written by the custodian.
_DESK_OR_KNOWN = (
    "CASE WHEN {role} = 'coordinator' THEN true WHEN {role} = 'custodian'"
    f" THEN {{t}}.client_id = {{person}} ELSE {_KNOWN} END"
)
# The team that took it, and those that hold the person's records.
_CONCERNED = "CASE WHEN {t}.team_id = ANY ({who}) THEN true ELSE {t}.teams && {who} END"
_READ = f"CASE WHEN {_DESK} THEN true ELSE ({_CONCERNED.replace('{who}', '{envelopes}')}) END"
_WRITE = (
    "CASE WHEN {role} = 'coordinator' THEN true"
    f" ELSE ({_CONCERNED.replace('{who}', '{teams}')}) END"
)
_OF_A_REQUEST = "EXISTS (SELECT 1 FROM referrals_rightsrequest q WHERE q.id = {t}.request_id)"


class RightsRequest(TenantModel):
    """One thing that one person asked for. `clients` are the records of them, with any team."""

    kind = models.CharField(max_length=10, choices=Kind.choices)
    clients = ArrayField(models.UUIDField())
    # Who took it, and who holds something: all of them are to act.
    team = tenant_key("organisations.Team")
    teams = ArrayField(models.UUIDField(), default=list)
    taken_by = tenant_key("organisations.Membership", null=True)
    asked_by = models.CharField(max_length=10, choices=AskedBy.choices)
    identity = models.CharField(max_length=12, choices=Identity.choices, blank=True)
    received_on = models.DateField()
    due_on = models.DateField()
    longer = models.CharField(max_length=10, choices=Longer.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    refused = models.CharField(max_length=12, choices=Refused.choices, blank=True)
    # What takes two people: the first, and the second at whose word it is done.
    proposed_by = tenant_key("organisations.Membership", null=True)
    proposed_at = models.DateTimeField(null=True)
    agreed_by = tenant_key("organisations.Membership", null=True)
    agreed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "kind",
            "clients",
            "teams",
            "asked_by",
            "identity",
            "received_on",
            "due_on",
            "longer",
            "state",
            "refused",
            "proposed_at",
            "agreed_at",
            "created_at",
            "ended_at",
        ]
    }

    class Meta:
        constraints = walled(
            "rightsrequest",
            keys={
                "team": "organisations.Team",
                "taken_by": "organisations.Membership",
                "proposed_by": "organisations.Membership",
                "agreed_by": "organisations.Membership",
            },
            wall=Wall(
                name="rightsrequest_wall",
                read=_READ,
                insert=_WRITE,
                update=_WRITE,
                changes=[
                    "identity",
                    "due_on",
                    "longer",
                    "state",
                    "refused",
                    "proposed_by",
                    "proposed_at",
                    "agreed_by",
                    "agreed_at",
                    "ended_at",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    # `isnull`: a comparison with NULL would let the row pass.
                    condition=Q(agreed_by=None)
                    | Q(agreed_by__isnull=False, proposed_by__isnull=False)
                    & ~Q(agreed_by=F("proposed_by")),
                    name="rightsrequest_takes_two",
                ),
                models.CheckConstraint(
                    condition=Q(state="open", ended_at=None)
                    | ~Q(state="open") & Q(ended_at__isnull=False),
                    name="rightsrequest_ends_once",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["network", "due_on"],
                condition=Q(state="open"),
                name="rightsrequest_open",
            ),
        ]


class RightsStep(TenantModel):
    """One step of a request. Only ever added."""

    request = tenant_key("referrals.RightsRequest", related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    at = models.DateTimeField()
    member = tenant_key("organisations.Membership", null=True)
    # The worker's name as it was then.
    by_name = WorkerName(max_length=120, blank=True)
    detail = models.CharField(max_length=40, blank=True)

    retention = {"keep": ["kind", "at", "detail"], "redact": ["by_name"]}

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "rightsstep",
            keys={"request": "referrals.RightsRequest", "member": "organisations.Membership"},
            wall=Wall(
                name="rightsstep_wall",
                of_worker={"by_name": "member_id"},
                read=_OF_A_REQUEST,
                insert=_OF_A_REQUEST,
            ),
        )
        indexes = [models.Index(fields=["request", "at"], name="rightsstep_of_request")]


class Restriction(TenantModel):
    """While it is open the record is kept, and shared with nobody else: the ledger refuses."""

    client = tenant_key("referrals.Client", on_delete=models.CASCADE)
    request = tenant_key("referrals.RightsRequest", null=True)
    why = models.CharField(max_length=10, choices=WhyRestricted.choices)
    since = models.DateTimeField()
    by = tenant_key("organisations.Membership", null=True)
    until = models.DateTimeField(null=True)
    lifted_by = tenant_key("organisations.Membership", null=True)
    lifted_why = models.CharField(max_length=10, choices=WhyLifted.choices, blank=True)

    retention = {"keep": ["why", "since", "until", "lifted_why"]}

    class Meta:
        constraints = walled(
            "restriction",
            keys={
                "client": "referrals.Client",
                "request": "referrals.RightsRequest",
                "by": "organisations.Membership",
                "lifted_by": "organisations.Membership",
            },
            cascade=["client"],
            wall=Wall(
                name="restriction_wall",
                read=_KEEPERS_OR_KNOWN,
                insert=_DESK_OR_KNOWN,
                update=f"{{t}}.until IS NULL AND ({_DESK_OR_KNOWN})",
                after=f"{{t}}.until IS NOT NULL AND ({_DESK_OR_KNOWN})",
                changes=["until", "lifted_by", "lifted_why"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "client"],
                    condition=Q(until=None),
                    name="restriction_once_open",
                )
            ],
        )


class Erasure(TenantModel):
    """That a record was erased: when, why, by which two, and how many rows. Written with it."""

    # No key: it outlives the person's row.
    client_id = models.UUIDField()
    request = tenant_key("referrals.RightsRequest", null=True)
    why = models.CharField(max_length=10, choices=WhyErased.choices)
    asked_by = tenant_key("organisations.Membership", null=True)
    confirmed_by = tenant_key("organisations.Membership", null=True)
    at = models.DateTimeField()
    rows = models.JSONField(default=dict)

    retention = {"keep": ["client_id", "why", "at", "rows"]}

    class Meta:
        constraints = walled(
            "erasure",
            keys={
                "request": "referrals.RightsRequest",
                "asked_by": "organisations.Membership",
                "confirmed_by": "organisations.Membership",
            },
            wall=Wall(
                name="erasure_wall",
                read=_KEEPERS_OR_KNOWN,
                insert="{role} = 'custodian' AND {t}.client_id = {person}",
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "client_id"], name="erasure_once"),
                models.CheckConstraint(
                    condition=Q(why__in=["retention", "again"])
                    | Q(asked_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(asked_by=F("confirmed_by")),
                    name="erasure_takes_two",
                ),
            ],
        )


class Correction(TenantModel):
    """One fact of a person that was put right: what it was, what it is. Only ever added."""

    client = tenant_key("referrals.Client", on_delete=models.CASCADE)
    field = models.CharField(max_length=30)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    by = tenant_key("organisations.Membership", null=True)
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    retention = {"keep": ["field", "at"], "redact": ["by_name"], "delete": ["before", "after"]}

    class Meta:
        ordering = ["-at", "id"]
        constraints = walled(
            "correction",
            keys={"client": "referrals.Client", "by": "organisations.Membership"},
            cascade=["client"],
            wall=Wall(
                name="correction_wall",
                of_person="client",
                erases=["by_name", "before", "after"],
                read=_OWN_OR_KNOWN,
                insert=_OWN_OR_KNOWN,
            ),
        )
        indexes = [models.Index(fields=["client", "-at"], name="correction_of_client")]
