from django.db import models

from ccs.tenancy.models import TenantModel
from ccs.tenancy.walls import Wall, walled
from organisations.needs.rules import Family


class Need(models.Model):
    """A term of the shared taxonomy. Its words are messages, so that they can be translated."""

    code = models.CharField(max_length=30, primary_key=True)
    family = models.CharField(max_length=12, choices=Family.choices)
    position = models.PositiveSmallIntegerField()

    retention = {"keep": ["family", "position"]}

    class Meta:
        ordering = ["position"]
        constraints = [
            Wall(
                name="need_wall",
                networked=False,
                read="true",
                insert="{role} = 'system'",
                update="{role} = 'system'",
            )
        ]

    def __str__(self) -> str:
        return self.code


class NeedSynonym(TenantModel):
    """A word people use here for a need ("leccy", "nappies"), kept by the coordinators."""

    need = models.ForeignKey("organisations.Need", models.PROTECT, related_name="+")
    word = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="en")

    retention = {"keep": ["word", "language"]}

    class Meta:
        ordering = ["word"]
        constraints = walled(
            "needsynonym",
            wall=Wall(
                name="needsynonym_wall",
                read="{role} IN ('member', 'coordinator', 'analyst', 'system', 'public')",
                insert="{role} IN ('coordinator', 'system')",
                delete="{role} IN ('coordinator', 'system')",
            ),
            extra=[
                models.UniqueConstraint(fields=["network", "word", "need"], name="needsynonym_once")
            ],
        )
