"""The yearly survey of who works here: a wave, and what each person answered."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.surveys.rules import MOST_HOURS
from organisations.members.models import IN_NETWORK

_BY_ASKERS = "{role} IN ('coordinator', 'system')"
_OWN = "{t}.user_id = {user}"


class SurveyWave(TenantModel):
    """One survey of one network. One that the programme opened has the same `series` in each."""

    name = models.CharField(max_length=120)
    # The programme year that began in October of this year.
    year = models.PositiveSmallIntegerField()
    items = ArrayField(models.CharField(max_length=30))
    # Both days included.
    opens_on = models.DateField()
    closes_on = models.DateField()
    series = models.UUIDField(null=True)
    opened_by = WorkerName(max_length=120)
    created_at = models.DateTimeField()
    # Counted once, after it closed, with small numbers hidden; nobody is asked any more.
    published_at = models.DateTimeField(null=True)
    results = models.JSONField(null=True)

    retention = {
        "keep": [
            "name",
            "year",
            "items",
            "opens_on",
            "closes_on",
            "series",
            "created_at",
            "published_at",
            "results",
        ],
        "redact": ["opened_by"],
    }

    class Meta:
        constraints = walled(
            "surveywave",
            wall=Wall(
                name="surveywave_wall",
                of_worker={"opened_by": ""},
                read=IN_NETWORK,
                insert=_BY_ASKERS,
                update=_BY_ASKERS,
                # What is asked stays: some have answered it.
                changes=["closes_on", "published_at", "results"],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(closes_on__gte=F("opens_on")), name="surveywave_in_order"
                ),
                models.CheckConstraint(
                    condition=Q(published_at=None, results=None)
                    | Q(published_at__isnull=False, results__isnull=False),
                    name="surveywave_published_with_results",
                ),
                models.UniqueConstraint(
                    fields=["network", "series"], name="surveywave_once_in_a_series"
                ),
            ],
        )
        indexes = [models.Index(fields=["network", "-opens_on", "id"], name="surveywave_newest")]


class SurveyAnswers(TenantModel):
    """What one person answered. Only they read it, and who counts; who they are goes with the end.

    Sector and use of the system are kept as they were on the day.
    """

    wave = tenant_key("organisations.SurveyWave", related_name="answers")
    # So that they can change it while the wave is open: the account, and nothing once it is over.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    sector = models.CharField(max_length=20, blank=True)
    uses_system = models.BooleanField()
    # By item code.
    answers = models.JSONField()
    hours_saved = models.PositiveSmallIntegerField(null=True)

    retention = {"keep": ["sector", "uses_system", "answers", "hours_saved"]}

    class Meta:
        constraints = walled(
            "surveyanswers",
            keys={"wave": "organisations.SurveyWave"},
            wall=Wall(
                name="surveyanswers_wall",
                read=f"CASE WHEN {_OWN} THEN true ELSE {{role}} = 'system' END",
                insert=_OWN,
                update=f"CASE WHEN {_OWN} THEN true ELSE {{role}} = 'system' END",
                changes=["user", "sector", "uses_system", "answers", "hours_saved"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "wave", "user"], name="surveyanswers_once"
                ),
                models.CheckConstraint(
                    condition=Q(hours_saved=None)
                    | Q(uses_system=True, hours_saved__isnull=False, hours_saved__lte=MOST_HOURS),
                    name="surveyanswers_hours_of_users",
                ),
            ],
        )
