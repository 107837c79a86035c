"""What becomes of each field when a record's time is over: a model says so in its `retention`."""

from collections.abc import Iterator
from enum import StrEnum

from django.db import models


class Treatment(StrEnum):
    """`keep` says nothing about a person, `redact` is replaced by a sign, `delete` is emptied."""

    KEEP = "keep"
    REDACT = "redact"
    DELETE = "delete"


def classification(model: type[models.Model]) -> dict[str, Treatment]:
    """The treatment of every field that has one."""
    named: dict[str, list[str]] = getattr(model, "retention", {})
    return {field: Treatment(how) for how, fields in named.items() for field in fields}


def personal_fields(model: type[models.Model]) -> list[str]:
    """The fields that are written over when the record's time is over."""
    return [field for field, how in classification(model).items() if how != Treatment.KEEP]


def classification_problems(model: type[models.Model]) -> Iterator[str]:
    """Fields that are named nowhere, twice, or that the model does not have."""
    wanted, named = _to_classify(model), _named(model)
    label = model._meta.label
    for field in sorted(wanted - set(named)):
        yield f"{label}.{field} is not classified"
    for field in sorted(set(named) - wanted):
        yield f"{label}.{field} is classified and is not a field that needs it"
    for field in sorted({field for field in named if named.count(field) > 1}):
        yield f"{label}.{field} is classified twice"


def _named(model: type[models.Model]) -> list[str]:
    return [field for fields in getattr(model, "retention", {}).values() for field in fields]


def _to_classify(model: type[models.Model]) -> set[str]:
    """Keys say which row belongs to which, and go with the rows they point to."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.is_relation and field.name != "network_id"
    }
