"""Who is in a network: organisations, their independent teams, and the people."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled

IN_NETWORK = "{role} IN ('member', 'coordinator', 'analyst', 'system')"
BY_MEMBERS = "{role} IN ('member', 'coordinator', 'system')"
BY_COORDINATORS = "{role} IN ('coordinator', 'system')"
# The public sees who offers something public, and no other member of the network.
_OFFERS_TO_PUBLIC = (
    f"CASE WHEN {IN_NETWORK} THEN true".replace("{", "{{").replace("}", "}}")
    + " WHEN {{role}} = 'public' THEN EXISTS ({offers}) ELSE false END"
)
# A manager invites anybody to the network; to which teams is for the walls of the roles.
_BY_WHO_INVITES = f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {{managed}} IS NOT NULL END"
# For tables that a person reads across networks, about themselves: not bound to one network.
OWN_OR_IN_NETWORK = (
    "CASE WHEN {t}.user_id = {user} THEN true"
    f" ELSE {{t}}.network_id = {{network}} AND {IN_NETWORK} END"
)
# Who left long ago, while their name is written over elsewhere (`of_worker`).
_OR_WHO_LEFT = (
    "CASE WHEN {role} = 'custodian' THEN {t}.network_id = {network} AND {t}.id = {person}"
    f" ELSE ({OWN_OR_IN_NETWORK}) END"
)


def by_managers(organisation: str) -> str:
    """Of the organisation in that column; the desk always may."""
    return f"CASE WHEN {BY_COORDINATORS} THEN true ELSE {organisation} = ANY ({{managed}}) END"


def by_managers_of_team(team: str) -> str:
    """Of the organisation of the team in that column; the desk always may."""
    return (
        f"CASE WHEN {BY_COORDINATORS} THEN true ELSE EXISTS (SELECT 1 FROM organisations_team m"
        f" WHERE m.id = {team} AND m.organisation_id = ANY ({{managed}})) END"
    )


class Sector(models.TextChoices):
    VCS = "vcs", _("Voluntary and community")
    LOCAL_AUTHORITY = "local_authority", _("Local authority")
    HEALTH = "health", _("Health")
    SCHOOL = "school", _("School")
    HOUSING = "housing", _("Housing")
    FAITH = "faith", _("Faith group")
    OTHER_STATUTORY = "other_statutory", _("Other statutory")


class RemindBy(models.TextChoices):
    AT_ONCE = "at_once", _("An email at once")
    DAILY = "daily", _("One email each morning")
    NONE = "none", _("No emails")


class Organisation(TenantModel):
    """A member of one network, which makes referrals, receives them, or both."""

    name = models.CharField(max_length=120)
    sector = models.CharField(max_length=20, choices=Sector.choices)
    type = models.CharField(max_length=40, blank=True)
    description = models.TextField(blank=True)
    website = models.URLField(blank=True)
    # As registered with the regulator of England and Wales, Scotland or Northern Ireland.
    charity_number = models.CharField(max_length=12, blank=True)
    makes_referrals = models.BooleanField(default=True)
    receives_referrals = models.BooleanField(default=True)
    # A member since then; none yet while it is still joining.
    registered_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_reason = models.CharField(max_length=200, blank=True)
    # Nothing new is sent to it meanwhile; until nobody said when, or that day.
    paused_on = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    paused_reason = models.CharField(max_length=200, blank=True)

    retention = {
        "keep": [
            "name",
            "sector",
            "type",
            "description",
            "website",
            "charity_number",
            "makes_referrals",
            "receives_referrals",
            "registered_on",
            "left_on",
            "left_reason",
            "paused_on",
            "paused_until",
            "paused_reason",
        ]
    }

    class Meta:
        permissions = [("manage", "Manage its people, services and capacity")]
        ordering = ["name"]
        constraints = walled(
            "organisation",
            wall=Wall(
                name="organisation_wall",
                read=_OFFERS_TO_PUBLIC.format(
                    offers="SELECT 1 FROM organisations_team o WHERE o.organisation_id = {t}.id"
                ),
                insert=BY_COORDINATORS,
                update=by_managers("{t}.id"),
                changes=[
                    "name",
                    "sector",
                    "type",
                    "description",
                    "website",
                    "charity_number",
                    "makes_referrals",
                    "receives_referrals",
                    "registered_on",
                    "left_on",
                    "left_reason",
                    "paused_on",
                    "paused_until",
                    "paused_reason",
                ],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "name"], name="organisation_name_once"),
                models.CheckConstraint(
                    condition=Q(makes_referrals=True) | Q(receives_referrals=True),
                    name="organisation_does_something",
                ),
                models.CheckConstraint(
                    condition=Q(paused_until=None)
                    | Q(paused_on__isnull=False, paused_until__gt=F("paused_on")),
                    name="organisation_paused_from_a_day",
                ),
            ],
        )

    def __str__(self) -> str:
        return self.name


class LeadAgency(TenantModel):
    """Which organisation led the network, since when and until when."""

    organisation = tenant_key("organisations.Organisation")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    retention = {"keep": ["since", "until"]}

    class Meta:
        constraints = walled(
            "leadagency",
            keys={"organisation": "organisations.Organisation"},
            wall=Wall(
                name="leadagency_wall",
                read=IN_NETWORK,
                insert=BY_COORDINATORS,
                update=BY_COORDINATORS,
                changes=["until"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network"], condition=Q(until=None), name="leadagency_one_at_a_time"
                )
            ],
        )


class Team(TenantModel):
    """Access is by team: two teams of one council do not see each other's clients.

    The desk is a team of the network itself, so that a change of lead moves no letter.
    """

    organisation = tenant_key(
        "organisations.Organisation", null=True, blank=True, related_name="teams"
    )
    is_desk = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Who works there now works for this one too: its letters stay in its own name.
    merged_into = tenant_key("organisations.Team", null=True, blank=True, related_name="merged")

    retention = {"keep": ["is_desk", "name", "phone", "email", "closed_on"]}

    class Meta:
        permissions = [("work", "Work in the team: read and answer its letters")]
        ordering = ["name"]
        constraints = walled(
            "team",
            keys={
                "organisation": "organisations.Organisation",
                "merged_into": "organisations.Team",
            },
            wall=Wall(
                name="team_wall",
                read=_OFFERS_TO_PUBLIC.format(
                    offers="SELECT 1 FROM organisations_service o WHERE o.team_id = {t}.id"
                ),
                insert=by_managers("{t}.organisation_id"),
                update=by_managers("{t}.organisation_id"),
                changes=["name", "phone", "email", "closed_on", "merged_into"],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "name"], name="team_name_once"),
                models.UniqueConstraint(
                    fields=["network"], condition=Q(is_desk=True), name="team_one_desk"
                ),
                models.CheckConstraint(
                    condition=Q(is_desk=True, organisation=None)
                    | Q(is_desk=False, organisation__isnull=False),
                    name="team_of_organisation_or_desk",
                ),
                models.CheckConstraint(
                    condition=Q(merged_into=None)
                    | Q(closed_on__isnull=False, is_desk=False) & ~Q(merged_into=F("id")),
                    name="team_merged_is_closed",
                ),
            ],
        )

    def __str__(self) -> str:
        return self.name


class Membership(TenantModel):
    """A person in a network. Names live here; the account behind it is an email and no more."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = WorkerName(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="en")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    # The last day they were here, and the last before it: who was long away is welcomed back.
    seen_on = models.DateField(null=True, blank=True)
    seen_before = models.DateField(null=True, blank=True)
    # When they were asked, after a long time away, whether they still need this.
    asked_on = models.DateField(null=True, blank=True)
    reminders = models.CharField(max_length=8, choices=RemindBy.choices, default=RemindBy.AT_ONCE)
    # While away, both days counted, reminders go to the stand-in.
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    stand_in = tenant_key("organisations.Membership", null=True, blank=True)
    # Makes referrals on one page, and not step by step.
    on_one_page = models.BooleanField(default=False)

    retention = {
        "keep": [
            "language",
            "joined_at",
            "left_at",
            "seen_on",
            "seen_before",
            "asked_on",
            "reminders",
            "away_from",
            "away_until",
            "on_one_page",
        ],
        "redact": ["name"],
        "delete": ["phone"],
    }

    class Meta:
        ordering = ["name"]
        constraints = walled(
            "membership",
            keys={"stand_in": "organisations.Membership"},
            # Seen in its network, or by its own user: the switcher between networks.
            wall=Wall(
                name="membership_wall",
                networked=False,
                read=_OR_WHO_LEFT,
                insert=f"{{t}}.network_id = {{network}} AND ({_BY_WHO_INVITES})",
                update=(
                    "{t}.network_id = {network} AND (CASE WHEN {t}.user_id = {user} THEN true"
                    f" ELSE {_BY_WHO_INVITES} END)"
                ),
                changes=[
                    "name",
                    "phone",
                    "language",
                    "left_at",
                    "seen_on",
                    "seen_before",
                    "asked_on",
                    "reminders",
                    "away_from",
                    "away_until",
                    "stand_in",
                    "on_one_page",
                ],
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "user"], name="membership_once"),
                models.CheckConstraint(
                    condition=Q(away_from=None, away_until=None, stand_in=None)
                    | Q(
                        away_from__isnull=False,
                        away_until__gte=F("away_from"),
                        stand_in__isnull=False,
                    )
                    & ~Q(stand_in=F("id")),
                    name="membership_away_names_a_stand_in",
                ),
            ],
        )
        indexes = [models.Index(fields=["user"], name="membership_of_user")]

    def __str__(self) -> str:
        return self.name
