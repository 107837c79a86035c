"""Where the rows about one person helped are: as the walls themselves say it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from ccs.tenancy.inspection import tenant_models, wall_of
from referrals.assessments.models import Assessment


@dataclass(frozen=True, slots=True)
class TableOfPerson:
    model: type[Model]
    rows: QuerySet[Model]


def models_of_people() -> dict[Any, str]:
    """Those whose rows belong to a person helped, and how (`ccs.tenancy.walls.OF_PERSON`)."""
    walls = {model: wall_of(model) for model in tenant_models()}
    return {model: wall.of_person for model, wall in walls.items() if wall and wall.of_person}


def tables_of(client_id: UUID) -> Iterator[TableOfPerson]:
    """All rows about the person; inside their custodian's context, which shows no others."""
    stories = list(Assessment.objects.filter(client=client_id).values_list("pk", flat=True))
    found: dict[str, dict[str, Any]] = {
        "self": {"pk": client_id},
        "client": {"client_id": client_id},
        "assessment": {"assessment_id__in": stories},
    }
    for model, how in models_of_people().items():
        yield TableOfPerson(model, model.objects.filter(**found[how]))
