"""What is written into a field when a record is erased: a sign, or nothing."""

from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Value, When

from ccs.retention.rules import Treatment, classification

# Stored as it is, in every language: a page that knows it says more.
ERASED: Final = "(erased)"


def erased_values(model: type[models.Model]) -> dict[str, Any]:
    """For `update`: what stands in each field that its model does not keep.

    A sign says that something was there: what was empty stays empty, so that twice is as once.
    """
    return {
        name: _signed(name) if how is Treatment.REDACT else emptied(model._meta.get_field(name))
        for name, how in classification(model).items()
        if how is not Treatment.KEEP
    }


def emptied(field: Any) -> Any:
    """Null where that may be, else the value that says nothing."""
    if field.null:
        return None
    if isinstance(field, ArrayField):
        return []
    if isinstance(field, models.JSONField):
        return {}
    if isinstance(field, models.BinaryField):
        return b""
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, (models.CharField, models.TextField)):
        return ""
    raise TypeError(f"{field} cannot be emptied")


def _signed(name: str) -> Case:
    return Case(When(**{name: ""}, then=Value("")), default=Value(ERASED))
