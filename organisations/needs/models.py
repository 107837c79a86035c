from django.db import models

from ccs.tenancy.walls import Wall
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
