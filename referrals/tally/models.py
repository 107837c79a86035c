"""What is counted of people, without the letter: codes, days, pounds and keyed hashes.

Written by the action that may open the letter, in the same transaction. Read by the system
alone, and by nobody who wrote it. Only ever added: of what was told twice the last row counts.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.clients.models import (
    ASSESSMENT_SHARED,
    ASSESSMENT_WRITTEN,
    CLIENT_SHARED,
    AgeBand,
)
from referrals.outcomes.rules import Evidence, Gain
from referrals.outcomes.schemes import Scheme
from referrals.tally.rules import Said

_BY_SYSTEM = "{role} = 'system'"
_SHARED = ASSESSMENT_SHARED.format(column="{t}.assessment_id")
_WRITTEN = ASSESSMENT_WRITTEN.format(column="{t}.assessment_id")
_KEY_LENGTH = 64


class PersonTally(TenantModel):
    """The keys by which a person is recognised inside the network, as last known.

    `own` are theirs, `household` those of who lives with them, `home` that of the address: see
    `rules.py`. None of them tells a name to who has not the site's pseudonym key.
    """

    client = tenant_key("referrals.Client", on_delete=models.CASCADE)
    own = ArrayField(models.CharField(max_length=_KEY_LENGTH), default=list)
    household = ArrayField(models.CharField(max_length=_KEY_LENGTH), default=list)
    home = models.CharField(max_length=_KEY_LENGTH, blank=True)
    at = models.DateTimeField()

    retention = {"keep": ["at"], "delete": ["own", "household", "home"]}

    class Meta:
        constraints = walled(
            "persontally",
            keys={"client": "referrals.Client"},
            cascade=["client"],
            wall=Wall(
                name="persontally_wall",
                of_person="client",
                erases=["own", "household", "home"],
                read=_BY_SYSTEM,
                insert=CLIENT_SHARED.format(column="{t}.client_id"),
            ),
        )
        indexes = [models.Index(fields=["client", "-at", "-id"], name="persontally_last")]


class StoryTally(TenantModel):
    """One conversation of which something was sent, as it was told then."""

    assessment = tenant_key("referrals.Assessment")
    client = tenant_key("referrals.Client")
    day = models.DateField()
    needs = ArrayField(models.CharField(max_length=30), default=list)
    # Of those, what was needed now.
    crisis = ArrayField(models.CharField(max_length=30), default=list)
    # Empty: not known.
    age_band = models.CharField(max_length=10, choices=AgeBand.choices, blank=True)
    with_children = models.CharField(max_length=10, choices=Said.choices)
    nrpf = models.CharField(max_length=10, choices=Said.choices)
    # A category of the harmonised ones, or why there is none.
    ethnicity = models.CharField(max_length=30, default=Said.NOT_ASKED)
    interpreter_needed = models.BooleanField()
    # ONS codes; empty where no whole postcode was given, or none that is known.
    local_authority = models.CharField(max_length=9, blank=True)
    ward = models.CharField(max_length=9, blank=True)

    retention = {
        "keep": [
            "day",
            "needs",
            "crisis",
            "age_band",
            "with_children",
            "nrpf",
            "ethnicity",
            "interpreter_needed",
            "local_authority",
            "ward",
        ]
    }

    class Meta:
        constraints = walled(
            "storytally",
            keys={"assessment": "referrals.Assessment", "client": "referrals.Client"},
            wall=Wall(
                name="storytally_wall",
                of_person="client",
                read=_BY_SYSTEM,
                insert=_WRITTEN,
            ),
            extra=[
                TenantKey(
                    name="storytally_client_of_assessment",
                    columns=("network_id", "assessment_id", "client_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "client_id"),
                ),
                models.UniqueConstraint(
                    fields=["network", "assessment"], name="storytally_once_per_story"
                ),
            ],
        )
        indexes = [
            models.Index(fields=["network", "day"], name="storytally_by_day"),
            models.Index(fields=["client"], name="storytally_of_client"),
        ]


class OutcomeTally(TenantModel):
    """How needs stand, as told of one referral; or, without one, of a whole story.

    `day` is that on which the referral ended, where it has: saying it again later moves nothing.
    """

    assessment = tenant_key("referrals.Assessment")
    referral = tenant_key("referrals.Referral", null=True)
    day = models.DateField()
    met = ArrayField(models.CharField(max_length=30), default=list)
    partly = ArrayField(models.CharField(max_length=30), default=list)
    not_met = ArrayField(models.CharField(max_length=30), default=list)
    # What is different and cannot be counted in pounds.
    soft = ArrayField(models.CharField(max_length=12), default=list)
    at = models.DateTimeField()

    retention = {"keep": ["day", "met", "partly", "not_met", "soft", "at"]}

    class Meta:
        constraints = walled(
            "outcometally",
            keys={"assessment": "referrals.Assessment", "referral": "referrals.Referral"},
            wall=Wall(
                name="outcometally_wall",
                read=_BY_SYSTEM,
                insert=(
                    f"CASE WHEN {{t}}.referral_id IS NULL THEN {_WRITTEN}"
                    f" ELSE {_SHARED} AND EXISTS (SELECT 1 FROM referrals_referral r"
                    " WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id"
                    " AND r.to_team_id = ANY ({teams})) END"
                ),
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "id", "assessment"], name="outcometally_of_assessment"
                )
            ],
        )
        indexes = [
            models.Index(fields=["network", "day"], name="outcometally_by_day"),
            models.Index(fields=["assessment", "-at", "-id"], name="outcometally_of_story"),
        ]


class GainTally(TenantModel):
    """One thing that was gained, as one telling of the outcome has it."""

    outcome = tenant_key("referrals.OutcomeTally", related_name="gains")
    assessment = tenant_key("referrals.Assessment")
    kind = models.CharField(max_length=16, choices=Gain.choices)
    # Empty: not said.
    need = models.CharField(max_length=30, blank=True)
    scheme_code = models.CharField(max_length=20, choices=Scheme.choices, blank=True)
    evidence = models.CharField(max_length=10, choices=Evidence.choices, blank=True)
    # In pounds; for a year where it is yearly.
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True)

    retention = {"keep": ["kind", "need", "scheme_code", "evidence", "amount"]}

    class Meta:
        constraints = walled(
            "gaintally",
            keys={"outcome": "referrals.OutcomeTally", "assessment": "referrals.Assessment"},
            wall=Wall(name="gaintally_wall", read=_BY_SYSTEM, insert=_SHARED),
            extra=[
                TenantKey(
                    name="gaintally_of_its_outcome",
                    columns=("network_id", "outcome_id", "assessment_id"),
                    to="referrals.OutcomeTally",
                    to_columns=("network_id", "id", "assessment_id"),
                )
            ],
        )
        indexes = [models.Index(fields=["outcome"], name="gaintally_of_outcome")]


class CheckTally(TenantModel):
    """What one check of the aftercare found, as it was last written down."""

    check_made = tenant_key("referrals.AftercareCheck")
    assessment = tenant_key("referrals.Assessment")
    number = models.PositiveSmallIntegerField()
    day = models.DateField()
    reached = models.BooleanField()
    met = ArrayField(models.CharField(max_length=30), default=list)
    partly = ArrayField(models.CharField(max_length=30), default=list)
    not_met = ArrayField(models.CharField(max_length=30), default=list)
    # A further crisis since the last check: null where nobody asked or they did not say.
    crisis_again = models.BooleanField(null=True)
    crisis = ArrayField(models.CharField(max_length=30), default=list)
    # How steady money feels, from 0 to 10; null: not said.
    steadiness = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    retention = {
        "keep": [
            "number",
            "day",
            "reached",
            "met",
            "partly",
            "not_met",
            "crisis_again",
            "crisis",
            "steadiness",
            "at",
        ]
    }

    class Meta:
        constraints = walled(
            "checktally",
            keys={
                "check_made": "referrals.AftercareCheck",
                "assessment": "referrals.Assessment",
            },
            wall=Wall(
                name="checktally_wall",
                read=_BY_SYSTEM,
                insert=(
                    f"{_SHARED} AND EXISTS (SELECT 1 FROM referrals_aftercarecheck c"
                    " WHERE c.id = {t}.check_made_id AND c.assessment_id = {t}.assessment_id"
                    " AND c.team_id = ANY ({teams}))"
                ),
            ),
        )
        indexes = [
            models.Index(fields=["network", "day"], name="checktally_by_day"),
            models.Index(fields=["assessment", "-at", "-id"], name="checktally_of_story"),
            models.Index(fields=["check_made"], name="checktally_of_check"),
        ]
