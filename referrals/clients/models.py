"""The person, their household, and the ledger of who may see what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.retention.writing import ERASED
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from organisations.agreements.models import HOLDS
from referrals.clients.granting import NOT_RESTRICTED, OPENED_TO_DESK
from referrals.emergency.walls import IN_EMERGENCY

# Letters open to a member of a team that holds an open share, to nobody else.
OWN_TEAM = "{t}.team_id = ANY ({teams})"
# The agreement in force when it is granted, and not when somebody looks.
_SIGNED = HOLDS.format(organisation="m.organisation_id", at="{t}.since")
# Nor before it is live: who is still joining has signed, and is no member yet.
_LIVE = (
    "EXISTS (SELECT 1 FROM organisations_organisation l"
    " WHERE l.id = m.organisation_id AND l.registered_on IS NOT NULL)"
)
# The ledger holds ids and times: the system closes what a person no longer agrees to.
_OF_EITHER_TEAM = (
    "CASE WHEN {role} IN ('system', 'custodian') THEN true"
    " WHEN {t}.team_id = ANY ({teams}) THEN true"
    " ELSE {t}.granted_by_id = ANY ({teams}) END"
)
CLIENT_SHARED = (
    "EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {{t}}.network_id"
    " AND s.client_id = {column} AND s.team_id = ANY ({{teams}}) AND s.until IS NULL)"
)
ASSESSMENT_SHARED = (
    "EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {{t}}.network_id"
    " AND s.assessment_id = {column} AND s.team_id = ANY ({{teams}}) AND s.until IS NULL)"
)
# The person helped sees who reads about them; closing is for the system. What is read in an
# emergency is read beside somebody's open share: whether it is still open is asked each time.
_READ_SHARE = (
    "CASE WHEN {role} = 'person' THEN {t}.client_id = {person}"
    f" WHEN {{role}} = 'emergency' THEN true ELSE {_OF_EITHER_TEAM} END"
)
# Somebody in no record of any team any more: seen only by the custodian, who takes them out.
_NOBODYS = (
    "NOT EXISTS (SELECT 1 FROM referrals_share s WHERE s.network_id = {t}.network_id"
    " AND s.client_id = {t}.id)"
)
# What was told is written by the team it was told to, however many read it.
ASSESSMENT_WRITTEN = ASSESSMENT_SHARED.removesuffix(")") + " AND s.ground = 'origin')"


class SafeTo(models.TextChoices):
    CALL = "call", _("Phone call")
    VOICEMAIL = "voicemail", _("Voicemail")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    POST = "post", _("Letter")


class AgeBand(models.TextChoices):
    UNDER_16 = "under_16", _("Under 16")
    FROM_16_TO_24 = "16_24", _("16 to 24")
    FROM_25_TO_49 = "25_49", _("25 to 49")
    FROM_50_TO_64 = "50_64", _("50 to 64")
    OVER_64 = "65_over", _("65 or over")


class Client(TenantModel):
    """A person. `team` is the one that first wrote them down."""

    team = tenant_key("organisations.Team")
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    preferred_name = models.CharField(max_length=80, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_band = models.CharField(max_length=10, choices=AgeBand.choices, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    safe_to = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    contact_notes = models.TextField(blank=True)
    trusted_person = models.CharField(max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    interpreter_needed = models.BooleanField(default=False)
    address = models.TextField(blank=True)
    no_fixed_address = models.BooleanField(default=False)
    postcode = models.CharField(max_length=10, blank=True)
    access_needs = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    retention = {
        "keep": ["created_at", "age_band"],
        "redact": ["given_name"],
        "delete": [
            "family_name",
            "preferred_name",
            "date_of_birth",
            "phone",
            "email",
            "safe_to",
            "contact_notes",
            "trusted_person",
            "languages",
            "interpreter_needed",
            "address",
            "no_fixed_address",
            "postcode",
            "access_needs",
        ],
    }

    class Meta:
        constraints = walled(
            "client",
            keys={"team": "organisations.Team"},
            wall=Wall(
                name="client_wall",
                of_person="self",
                erases=[
                    "given_name",
                    "family_name",
                    "preferred_name",
                    "date_of_birth",
                    "phone",
                    "email",
                    "safe_to",
                    "contact_notes",
                    "trusted_person",
                    "languages",
                    "interpreter_needed",
                    "address",
                    "no_fixed_address",
                    "postcode",
                    "access_needs",
                ],
                insert=OWN_TEAM,
                read=(
                    f"CASE WHEN {{role}} = 'custodian' THEN {_NOBODYS}"
                    " WHEN {role} = 'person' THEN {t}.id = {person}"
                    " WHEN {role} = 'emergency' THEN "
                    + IN_EMERGENCY.format(key="client_id", column="{t}.id")
                    + f" ELSE {CLIENT_SHARED.format(column='{t}.id')} END"
                ),
                delete=f"{{role}} = 'custodian' AND {_NOBODYS}",
                update=(
                    "CASE WHEN {role} = 'person' THEN {t}.id = {person}"
                    f" ELSE {CLIENT_SHARED.format(column='{t}.id')} END"
                ),
                changes=[
                    "given_name",
                    "family_name",
                    "preferred_name",
                    "date_of_birth",
                    "age_band",
                    "phone",
                    "email",
                    "safe_to",
                    "contact_notes",
                    "trusted_person",
                    "languages",
                    "interpreter_needed",
                    "address",
                    "no_fixed_address",
                    "postcode",
                    "access_needs",
                ],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "id", "team"], name="client_of_team")
            ],
        )

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_erased(self) -> bool:
        """Nobody has this for a name: it is what an erasure leaves."""
        return self.given_name == ERASED

    @property
    def known_as(self) -> str:
        return self.preferred_name or self.given_name


class HouseholdMember(TenantModel):
    """Somebody who lives, or is in crisis, together with the client."""

    client = tenant_key("referrals.Client", related_name="household", on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    relationship = models.CharField(max_length=40, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    # What another conversation told may be about them: then the row stays.
    left_at = models.DateTimeField(null=True, blank=True)

    retention = {
        "keep": ["position", "left_at"],
        "redact": ["given_name"],
        # By API in any words: somebody's name may be among them.
        "delete": ["family_name", "relationship", "date_of_birth"],
    }

    class Meta:
        ordering = ["position"]
        constraints = walled(
            "householdmember",
            keys={"client": "referrals.Client"},
            cascade=["client"],
            wall=Wall(
                name="householdmember_wall",
                of_person="client",
                erases=["given_name", "family_name", "relationship", "date_of_birth"],
                read=(
                    "CASE WHEN {role} = 'emergency' THEN "
                    + IN_EMERGENCY.format(key="client_id", column="{t}.client_id")
                    + f" ELSE {CLIENT_SHARED.format(column='{t}.client_id')} END"
                ),
                insert=CLIENT_SHARED.format(column="{t}.client_id"),
                update=CLIENT_SHARED.format(column="{t}.client_id"),
                changes=[
                    "position",
                    "given_name",
                    "family_name",
                    "relationship",
                    "date_of_birth",
                    "left_at",
                ],
                delete=CLIENT_SHARED.format(column="{t}.client_id"),
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "client", "position"], name="householdmember_place_once"
                )
            ],
        )


class Share(TenantModel):
    """That a team may see one assessment and its client, on one ground, until it is closed.

    An origin share belongs to the assessment's own team; every other names the open share
    (`parent`) and the agreement (`consent`) under which it was granted. A closed share is never
    opened again.
    """

    class Ground(models.TextChoices):
        ORIGIN = "origin", _("Wrote it down")
        REFERRAL = "referral", _("Was asked to help")
        DESK = "desk", _("Was asked to find help")

    client = tenant_key("referrals.Client", related_name="shares")
    assessment = tenant_key("referrals.Assessment", related_name="shares")
    team = tenant_key("organisations.Team")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    # The team, repeated when the ground is origin: the key that proves it wrote the assessment.
    origin_team = models.UUIDField(null=True)
    parent = tenant_key("referrals.Share", null=True)
    consent = tenant_key("referrals.Consent", null=True, related_name="shares")
    referral = tenant_key("referrals.Referral", null=True, related_name="shares")
    items = ArrayField(models.CharField(max_length=40), default=list)
    granted_by = tenant_key("organisations.Team")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    retention = {"keep": ["ground", "origin_team", "items", "since", "until"]}

    class Meta:
        constraints = walled(
            "share",
            keys={
                "team": "organisations.Team",
                "granted_by": "organisations.Team",
                "assessment": "referrals.Assessment",
                "client": "referrals.Client",
                "parent": "referrals.Share",
                "consent": "referrals.Consent",
                "referral": "referrals.Referral",
            },
            cascade=["assessment"],
            wall=Wall(
                name="share_wall",
                of_person="client",
                # Other policies of this table read through this one: hence no sub-select.
                plain_read=True,
                read=_READ_SHARE,
                insert=(
                    f"CASE WHEN {{role}} = 'custodian' THEN {OPENED_TO_DESK} ELSE "
                    "{t}.granted_by_id = ANY ({teams}) AND {t}.until IS NULL"
                    f" AND ({{t}}.ground = 'origin' OR {NOT_RESTRICTED})"
                    # Under an open share of one's own and a consent; who did not write it
                    # down needs leave to pass it on, and passes on no more than it got.
                    " AND ({t}.ground = 'origin' OR EXISTS (SELECT 1 FROM referrals_share p"
                    "  JOIN referrals_consent c ON c.assessment_id = p.assessment_id"
                    "  WHERE p.id = {t}.parent_id AND p.assessment_id = {t}.assessment_id"
                    "  AND p.team_id = {t}.granted_by_id AND p.until IS NULL"
                    "  AND c.id = {t}.consent_id AND c.withdrawn_at IS NULL"
                    "  AND (c.expires_at IS NULL OR c.expires_at > {t}.since)"
                    # What the desk is asked to do is to find somebody: it passes on.
                    "  AND ({t}.ground <> 'desk' OR c.names_desk)"
                    "  AND (p.ground = 'origin' OR {t}.items <@ p.items"
                    "   AND (c.pass_on OR p.ground = 'desk' AND c.names_desk"
                    # A referral that goes on with another team of the same organisation: what
                    # was agreed named the organisation, and the one letter changes hands.
                    "    OR {t}.referral_id = p.referral_id AND {t}.consent_id = p.consent_id"
                    "     AND (SELECT a.organisation_id FROM organisations_team a"
                    "      WHERE a.id = p.team_id) = (SELECT b.organisation_id"
                    "      FROM organisations_team b WHERE b.id = {t}.team_id)))"
                    # What they agreed to is for the organisations that were named to them.
                    "  AND (p.ground <> 'origin' OR {t}.ground = 'desk'"
                    " OR cardinality(c.organisations) = 0"
                    "   OR (SELECT o.organisation_id FROM organisations_team o"
                    "    WHERE o.id = {t}.team_id) = ANY (c.organisations))))"
                    " AND ({t}.referral_id IS NULL OR EXISTS (SELECT 1 FROM referrals_referral r"
                    "  WHERE r.id = {t}.referral_id AND r.assessment_id = {t}.assessment_id"
                    "  AND {t}.team_id IN (r.to_team_id, r.owner_team_id)))"
                    # No signature, no personal data. The desk is the network's own.
                    " AND EXISTS (SELECT 1 FROM organisations_team m WHERE m.id = {t}.team_id"
                    "  AND CASE WHEN {t}.ground = 'desk' OR m.is_desk THEN m.is_desk"
                    f"  ELSE {_LIVE} AND {_SIGNED} END) END"
                ),
                update=f"{{t}}.until IS NULL AND ({_OF_EITHER_TEAM})",
                after="{t}.until IS NOT NULL",
                changes=["until"],
            ),
            extra=[
                TenantKey(
                    name="share_client_of_assessment",
                    columns=("network_id", "assessment_id", "client_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "client_id"),
                    cascades=True,
                ),
                TenantKey(
                    name="share_origin_wrote_it",
                    columns=("network_id", "assessment_id", "origin_team"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                    cascades=True,
                ),
                models.CheckConstraint(
                    # `origin_team__isnull`: a comparison with NULL would let the row pass.
                    condition=Q(
                        ground="origin",
                        parent=None,
                        consent=None,
                        referral=None,
                        origin_team__isnull=False,
                        origin_team=F("team"),
                        granted_by=F("team"),
                    )
                    | (
                        (Q(ground="referral", referral__isnull=False) | Q(ground="desk"))
                        & Q(parent__isnull=False, consent__isnull=False, origin_team=None)
                        # Only the desk gives itself one: when it splits by need what it has.
                        & (~Q(team=F("granted_by")) | Q(ground="desk"))
                    ),
                    name="share_origin_or_granted",
                ),
                models.UniqueConstraint(
                    fields=["network", "assessment", "team", "referral"],
                    condition=Q(until=None),
                    nulls_distinct=False,
                    name="share_once_per_ground",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["team", "client"], condition=Q(until=None), name="share_open_client"
            ),
            models.Index(
                fields=["team", "assessment"], condition=Q(until=None), name="share_open_assessment"
            ),
            models.Index(
                fields=["assessment"], condition=Q(until=None), name="share_open_by_story"
            ),
        ]
