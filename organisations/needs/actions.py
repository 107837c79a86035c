from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps

from ccs.tenancy.context import Context, Role, enter
from organisations.needs.models import Need
from organisations.needs.rules import NEEDS, Family, is_crisis


def sync_needs(*, apps: Apps = installed, **_: Any) -> None:
    """Make the table equal to the taxonomy in the code. Runs after every migrate, as the owner."""
    if "need" not in apps.all_models["organisations"]:
        return  # migrated backwards: the table is not there
    with enter(Context(role=Role.SYSTEM)):
        known = set(Need.objects.values_list("code", flat=True))
        for position, code in enumerate(NEEDS):
            family = Family.CRISIS if is_crisis(code) else Family.UNDERLYING
            if code in known:
                Need.objects.filter(pk=code).update(family=family, position=position)
            else:
                Need.objects.create(code=code, family=family, position=position)
