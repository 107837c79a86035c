"""The shape of every table that belongs to one network."""

from typing import Any
from uuid import UUID

import uuid_utils.compat
from django.db import models


def new_id() -> UUID:
    """UUIDv7 (RFC 9562), made in Python: `INSERT ... RETURNING` would ask the read policy."""
    return uuid_utils.compat.uuid7()


class TenantModel(models.Model):
    """A row of one network. Concrete models list their `walled(...)` constraints themselves."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    network = models.ForeignKey("networks.Network", models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def tenant_key(to: str, *, related_name: str = "+", **options: Any) -> models.ForeignKey[Any, Any]:
    """A foreign key whose database constraint is the model's `TenantKey` instead of Django's."""
    options.setdefault("on_delete", models.PROTECT)
    return models.ForeignKey(to, db_constraint=False, related_name=related_name, **options)
