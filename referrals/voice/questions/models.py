"""What the person says of one referral: codes for figures, and words that are a letter."""

from uuid import UUID, uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import TenantKey, Wall, walled
from referrals.clients.models import ASSESSMENT_SHARED, OWN_TEAM
from referrals.voice.questions.rules import ANSWERS, STEPS, Given, Question, State


def _choices(question: str) -> list[tuple[str, str]]:
    return [(code, code) for code in ANSWERS[question]]


class EndQuestions(TenantModel):
    """The four questions about one referral that has ended, and the answers as codes.

    Read by the system alone, which counts them: a service sees figures, and never who said what.
    That nobody called is told to the desk and the team by `NotCalled`.
    """

    referral = tenant_key("referrals.Referral", related_name="end_questions")
    client = tenant_key("referrals.Client")
    service = tenant_key("organisations.Service", null=True)
    from_team = tenant_key("organisations.Team")
    to_team = tenant_key("organisations.Team", null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    # By text, by email or by a worker; empty where they came to their page by themselves.
    way = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    given = models.CharField(max_length=10, choices=Given.choices, blank=True)
    language = models.CharField(max_length=10, default="en")
    contacted = models.CharField(max_length=8, choices=_choices(Question.CONTACTED), blank=True)
    repeated = models.CharField(max_length=8, choices=_choices(Question.REPEATED), blank=True)
    respect = models.CharField(max_length=8, choices=_choices(Question.RESPECT), blank=True)
    better = models.CharField(max_length=8, choices=_choices(Question.BETTER), blank=True)
    # Of the conversation by text message: what was asked last, and how often in a row it was not
    # understood.
    step = models.CharField(max_length=10, choices=[(one, one) for one in STEPS], blank=True)
    misheard = models.PositiveSmallIntegerField(default=0)

    retention = {
        "keep": [
            "state",
            "way",
            "created_at",
            "asked_at",
            "answered_at",
            "given",
            "language",
            "contacted",
            "repeated",
            "respect",
            "better",
            "step",
            "misheard",
        ]
    }

    class Meta:
        constraints = walled(
            "endquestions",
            keys={
                "referral": "referrals.Referral",
                "client": "referrals.Client",
                "service": "organisations.Service",
                "from_team": "organisations.Team",
                "to_team": "organisations.Team",
            },
            wall=Wall(
                name="endquestions_wall",
                read="{role} = 'system'",
                insert="{role} = 'system'",
                update="{role} = 'system'",
                changes=[
                    "state",
                    "way",
                    "asked_at",
                    "answered_at",
                    "given",
                    "language",
                    "contacted",
                    "repeated",
                    "respect",
                    "better",
                    "step",
                    "misheard",
                ],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral"], name="endquestions_once_per_referral"
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["client"], condition=~Q(step=""), name="endquestions_in_conversation"
            ),
            models.Index(fields=["network", "asked_at"], name="endquestions_asked"),
            models.Index(
                fields=["network", "created_at"],
                condition=Q(state="waiting"),
                name="endquestions_waiting",
            ),
        ]


# The person themselves; and the team they told their story to, while it holds it.
_THEIRS = (
    "CASE WHEN {role} = 'person' THEN EXISTS (SELECT 1 FROM referrals_share s"
    " WHERE s.network_id = {t}.network_id AND s.assessment_id = {t}.assessment_id"
    f" AND s.client_id = {{person}}) ELSE {OWN_TEAM}"
    f" AND {ASSESSMENT_SHARED.format(column='{t}.assessment_id')} END"
)


class TheirWords(TenantModel):
    """What they would say in their own words: a letter, for the team that was told their story.

    Where they agreed to be quoted, `quote_id` is the copy that says nothing of who it was.
    """

    referral = tenant_key("referrals.Referral")
    assessment = tenant_key("referrals.Assessment")
    team = tenant_key("organisations.Team")
    words = models.TextField()
    may_quote = models.BooleanField(null=True)
    quote_id = models.UUIDField(null=True)
    said_at = models.DateTimeField()
    given = models.CharField(max_length=10, choices=Given.choices)
    language = models.CharField(max_length=10, default="en")

    retention = {
        "keep": ["may_quote", "quote_id", "said_at", "given", "language"],
        "redact": ["words"],
    }

    class Meta:
        constraints = walled(
            "theirwords",
            keys={
                "referral": "referrals.Referral",
                "assessment": "referrals.Assessment",
                "team": "organisations.Team",
            },
            wall=Wall(
                name="theirwords_wall",
                of_person="assessment",
                erases=["words"],
                read=_THEIRS,
                insert=_THEIRS,
                update=_THEIRS,
                changes=["words", "may_quote", "quote_id", "said_at", "given", "language"],
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "referral"], name="theirwords_once_per_referral"
                ),
                TenantKey(
                    name="theirwords_team_was_told",
                    columns=("network_id", "assessment_id", "team_id"),
                    to="referrals.Assessment",
                    to_columns=("network_id", "id", "team_id"),
                ),
            ],
        )
        indexes = [models.Index(fields=["assessment"], name="theirwords_of_story")]


def quote_key() -> UUID:
    """By chance alone: the usual keys tell the moment, and so whose referral it was."""
    return uuid4()


class Quote(TenantModel):
    """Words that may be quoted, without who said them: what for, where and in which month.

    Deleted when the person takes their leave back, and then gone from every note that names it.
    """

    id = models.UUIDField(primary_key=True, default=quote_key, editable=False)
    service = tenant_key("organisations.Service", null=True)
    needs = ArrayField(models.CharField(max_length=30), default=list)
    words = models.TextField()
    language = models.CharField(max_length=10, default="en")
    said_in = models.DateField()

    retention = {"keep": ["needs", "language", "said_in", "words"]}

    class Meta:
        ordering = ["-said_in", "id"]
        constraints = walled(
            "quote",
            keys={"service": "organisations.Service"},
            wall=Wall(
                name="quote_wall",
                # Others read it in a note that is open to them.
                read=(
                    "CASE WHEN {role} IN ('system', 'coordinator') THEN true ELSE EXISTS"
                    " (SELECT 1 FROM referrals_notequote q WHERE q.quote_id = {t}.id) END"
                ),
                insert="{role} = 'system'",
                delete="{role} = 'system'",
            ),
        )
        indexes = [models.Index(fields=["network", "-said_in"], name="quote_of_network")]
