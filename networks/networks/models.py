"""The tenant: one local network, and the programme above all of them."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall
from networks.networks.rules import default_aftercare_weeks, default_standards


class Kind(models.TextChoices):
    LIVE = "live", _("Live")
    PRACTICE = "practice", _("Practice")


class Country(models.TextChoices):
    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")


class Network(models.Model):
    """Global: its row is found from the address before anybody is known to belong to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.LIVE)
    # Whose twin a practice network is: there the same pages run on made-up people.
    practice_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="practice"
    )
    country = models.CharField(max_length=10, choices=Country.choices)
    languages = ArrayField(models.CharField(max_length=5), default=list)
    colour = models.CharField(max_length=7)
    area_codes = ArrayField(models.CharField(max_length=9), default=list)
    helpline_phone = models.CharField(max_length=30, blank=True)
    helpline_email = models.EmailField(blank=True)
    helpline_hours = models.CharField(max_length=120, blank=True)
    # The councils' own numbers, where somebody has said them: none is ever guessed.
    children_care_phone = models.CharField(max_length=30, blank=True)
    adults_care_phone = models.CharField(max_length=30, blank=True)
    desk_opens = models.TimeField(default=time(9))
    desk_closes = models.TimeField(default=time(17))
    standards = models.JSONField(default=default_standards)
    # Weeks after the crisis was met, or the last referral ended: when somebody asks how they are.
    aftercare_weeks = ArrayField(
        models.PositiveSmallIntegerField(), default=default_aftercare_weeks
    )
    # Besides `languages`: in which the person helped reads what is for them.
    client_languages = ArrayField(models.CharField(max_length=10), default=list)
    # Of everybody who works here, and not only of who coordinates it.
    second_step_for_all = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    retention = {
        "keep": [
            "slug",
            "name",
            "short_name",
            "kind",
            "country",
            "languages",
            "colour",
            "area_codes",
            "helpline_phone",
            "helpline_email",
            "helpline_hours",
            "children_care_phone",
            "adults_care_phone",
            "desk_opens",
            "desk_closes",
            "standards",
            "aftercare_weeks",
            "client_languages",
            "second_step_for_all",
            "created_at",
        ]
    }

    class Meta:
        permissions = [("coordinate", "Coordinate the network"), ("analyse", "Read its reports")]
        constraints = [
            Wall(
                name="network_wall",
                networked=False,
                read="true",
                insert="{role} IN ('programme', 'system')",
                update="{t}.id = {network} AND {role} IN ('coordinator', 'system')",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="practice") | models.Q(practice_of=None),
                name="network_live_is_no_twin",
            ),
            # The clocks of its referrals run only while the desk is open.
            models.CheckConstraint(
                condition=models.Q(desk_opens__lt=models.F("desk_closes")),
                name="network_desk_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.name
