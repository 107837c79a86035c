"""Where a postcode is: the ONS Postcode Directory in a compact table, shared by all networks."""

from django.db import models

from ccs.tenancy.walls import Wall

_BY_SYSTEM = "{role} = 'system'"


class Postcode(models.Model):
    """Key without spaces, in capitals. Grid reference in metres (EPSG:27700).

    Contains OS, Royal Mail and National Statistics data, Crown copyright and database right
    (Open Government Licence 3.0). The outward code is not the area: never guess from it.
    """

    code = models.CharField(max_length=7, primary_key=True)
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)
    local_authority = models.CharField(max_length=9, blank=True)
    ward = models.CharField(max_length=9, blank=True)
    lsoa = models.CharField(max_length=9, blank=True)
    terminated = models.CharField(max_length=6, blank=True)

    retention = {"keep": ["easting", "northing", "local_authority", "ward", "lsoa", "terminated"]}

    class Meta:
        constraints = [
            Wall(
                name="postcode_wall",
                networked=False,
                read="true",
                insert=_BY_SYSTEM,
                update=_BY_SYSTEM,
            )
        ]
        # The wards of a council, and the council of a ward.
        indexes = [
            models.Index(fields=["local_authority", "ward"], name="postcode_by_authority"),
            models.Index(fields=["ward"], name="postcode_by_ward"),
        ]


class Area(models.Model):
    """A local authority or a ward by its nine-character code (ONS, Open Government Licence 3.0)."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(max_length=120)

    retention = {"keep": ["name"]}

    class Meta:
        ordering = ["name"]
        constraints = [
            Wall(
                name="area_wall", networked=False, read="true", insert=_BY_SYSTEM, update=_BY_SYSTEM
            )
        ]
