"""What members ask the helpline, and the help pages that its answers became."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from ccs.tenancy.former import WorkerName
from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from organisations.engagement.questions.rules import Channel, Happened, Said, State, Topic

_BY_THE_DESK = "{role} = 'coordinator'"
_SEES_ALL = "{role} IN ('coordinator', 'system')"
_OWN = (
    "EXISTS (SELECT 1 FROM organisations_membership m"
    " WHERE m.id = {t}.asked_by_id AND m.user_id = {user})"
)
_OWN_OR_DESK = f"CASE WHEN {_SEES_ALL} THEN true ELSE {_OWN} END"
_OF_A_QUESTION = "EXISTS (SELECT 1 FROM organisations_helpquestion q WHERE q.id = {t}.question_id)"


class HelpQuestion(TenantModel):
    """Asked here by a member, or by telephone or email and written down by the desk.

    Nothing about the person helped belongs in it. The asker and the desk read it, nobody else.
    """

    # Nobody where the desk wrote it down: then `organisation` says who asked, if it is known.
    asked_by = tenant_key("organisations.Membership", null=True)
    organisation = tenant_key("organisations.Organisation", null=True)
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.PAGE)
    topic = models.CharField(max_length=10, choices=Topic.choices, default=Topic.OTHER)
    words = models.TextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    # Since the question, or since they asked on.
    waiting_since = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    # When whoever asked said that the answer helps.
    helped_at = models.DateTimeField(null=True)
    # The question that asks the same: one answer goes to both.
    joined_to = tenant_key("organisations.HelpQuestion", null=True, related_name="joined")
    page = tenant_key("organisations.HelpPage", null=True)

    retention = {
        "keep": [
            "channel",
            "topic",
            "state",
            "asked_at",
            "waiting_since",
            "answered_at",
            "helped_at",
        ],
        "redact": ["words"],
    }

    class Meta:
        constraints = walled(
            "helpquestion",
            keys={
                "asked_by": "organisations.Membership",
                "organisation": "organisations.Organisation",
                "joined_to": "organisations.HelpQuestion",
                "page": "organisations.HelpPage",
            },
            wall=Wall(
                name="helpquestion_wall",
                read=_OWN_OR_DESK,
                insert=f"CASE WHEN {{t}}.asked_by_id IS NULL THEN {_BY_THE_DESK} ELSE {_OWN} END",
                update=_OWN_OR_DESK,
                changes=[
                    "topic",
                    "state",
                    "waiting_since",
                    "answered_at",
                    "helped_at",
                    "joined_to",
                    "page",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(state=State.WAITING, waiting_since__isnull=False)
                    | Q(state=State.ANSWERED, waiting_since=None, answered_at__isnull=False),
                    name="helpquestion_waits_since_a_time",
                ),
                models.CheckConstraint(
                    condition=Q(channel=Channel.PAGE, asked_by__isnull=False)
                    | ~Q(channel=Channel.PAGE) & Q(asked_by=None),
                    name="helpquestion_asked_by_somebody",
                ),
            ],
        )
        indexes = [
            models.Index(
                fields=["network", "waiting_since"],
                condition=Q(state=State.WAITING, joined_to=None),
                name="helpquestion_waiting",
            ),
            models.Index(fields=["network", "asked_at"], name="helpquestion_by_time"),
            models.Index(fields=["asked_by", "asked_at"], name="helpquestion_of_member"),
        ]


class QuestionWords(TenantModel):
    """An answer of the desk, or what the asker wants to know besides."""

    question = tenant_key("organisations.HelpQuestion", related_name="thread")
    kind = models.CharField(max_length=7, choices=Said.choices)
    words = models.TextField()
    by_name = WorkerName(max_length=120)
    at = models.DateTimeField()

    retention = {"keep": ["kind", "at"], "redact": ["words", "by_name"]}

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "questionwords",
            keys={"question": "organisations.HelpQuestion"},
            wall=Wall(
                name="questionwords_wall",
                of_worker={"by_name": ""},
                read=_OF_A_QUESTION,
                insert=(
                    f"CASE WHEN {{t}}.kind = 'answer' THEN {_BY_THE_DESK} ELSE {_OF_A_QUESTION} END"
                ),
            ),
        )
        indexes = [models.Index(fields=["question", "at", "id"], name="questionwords_of_question")]


class HelpPage(TenantModel):
    """Help in the network's own words: in English, and in Welsh where somebody wrote it."""

    title = models.CharField(max_length=120)
    body = models.TextField()
    title_cy = models.CharField(max_length=120, blank=True)
    body_cy = models.TextField(blank=True)
    topics = ArrayField(models.CharField(max_length=10, choices=Topic.choices), default=list)
    # The order in which they are listed; equal ones by their title.
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    retention = {
        "keep": [
            "title",
            "body",
            "title_cy",
            "body_cy",
            "topics",
            "position",
            "version",
            "created_at",
            "changed_at",
            "withdrawn_at",
        ]
    }

    class Meta:
        ordering = ["position", "title", "id"]
        constraints = walled(
            "helppage",
            wall=Wall(
                name="helppage_wall",
                read=(
                    f"CASE WHEN {_SEES_ALL} THEN true"
                    " ELSE {role} IN ('member', 'analyst') AND {t}.withdrawn_at IS NULL END"
                ),
                insert=_BY_THE_DESK,
                update=_BY_THE_DESK,
                changes=[
                    "title",
                    "body",
                    "title_cy",
                    "body_cy",
                    "topics",
                    "position",
                    "version",
                    "changed_at",
                    "withdrawn_at",
                ],
            ),
            extra=[
                models.CheckConstraint(
                    condition=Q(title_cy="", body_cy="") | ~Q(title_cy="") & ~Q(body_cy=""),
                    name="helppage_welsh_is_whole",
                )
            ],
        )


class HelpPageVersion(TenantModel):
    """What a page said, and who did what with it."""

    page = tenant_key("organisations.HelpPage", related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Happened.choices)
    title = models.CharField(max_length=120)
    body = models.TextField()
    title_cy = models.CharField(max_length=120, blank=True)
    body_cy = models.TextField(blank=True)
    by_name = WorkerName(max_length=120)
    at = models.DateTimeField()

    retention = {
        "keep": ["number", "kind", "title", "body", "title_cy", "body_cy", "at"],
        "redact": ["by_name"],
    }

    class Meta:
        ordering = ["at", "id"]
        constraints = walled(
            "helppageversion",
            keys={"page": "organisations.HelpPage"},
            wall=Wall(
                name="helppageversion_wall",
                of_worker={"by_name": ""},
                read=_SEES_ALL,
                insert=_BY_THE_DESK,
            ),
        )
        indexes = [models.Index(fields=["page", "at", "id"], name="helppageversion_of_page")]
