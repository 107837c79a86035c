"""The programme: all networks together, and nobody's personal data."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from ccs.tenancy.models import new_id
from ccs.tenancy.walls import Wall


class Programme(models.Model):
    """One row: something for the `programme` role to be held on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120, unique=True)

    retention = {"keep": ["name"]}

    class Meta:
        permissions = [("oversee", "See every network's figures")]
        constraints = [
            Wall(name="programme_wall", networked=False, read="true", insert="{role} = 'system'")
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeRole(UserObjectPermissionBase):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    content_object = models.ForeignKey(Programme, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        constraints = [
            Wall(
                name="programmerole_wall",
                networked=False,
                read="{t}.user_id = {user} OR {role} = 'system'",
                insert="{role} = 'system'",
                delete="{role} = 'system'",
            )
        ]
