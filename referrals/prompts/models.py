"""The questions that a network asks about each need, where they are not the ones in the code."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ccs.tenancy.models import TenantModel, tenant_key
from ccs.tenancy.walls import Wall, walled
from referrals.prompts.rules import MAX_LENGTH


class TopicPrompts(TenantModel):
    """One change: what is asked about a need, in one language, from then on.

    The newest `version` stands; rows are only ever added, so that they are the history too. One
    with `is_default` goes back to the questions in the code. `hidden` are kept, and not shown.
    """

    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    questions = ArrayField(models.CharField(max_length=MAX_LENGTH), default=list)
    hidden = ArrayField(models.CharField(max_length=MAX_LENGTH), default=list)
    is_default = models.BooleanField(default=False)
    changed_by = tenant_key("organisations.Membership", null=True)
    changed_at = models.DateTimeField()

    retention = {
        "keep": [
            "language",
            "version",
            "questions",
            "hidden",
            "is_default",
            "changed_at",
        ]
    }

    class Meta:
        constraints = walled(
            "topicprompts",
            keys={"changed_by": "organisations.Membership"},
            wall=Wall(
                name="topicprompts_wall",
                read="{role} IN ('member', 'coordinator', 'system')",
                insert="{role} IN ('coordinator', 'system')",
            ),
            extra=[
                models.UniqueConstraint(
                    fields=["network", "need", "language", "version"], name="topicprompts_once"
                )
            ],
        )
